import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { files, root, type Source, sources } from './sources.ts';

/** What nobody in the project uses: files, exports, packages. Names are read, nothing is run. */
export interface Unused {
  readonly files: readonly string[];
  readonly exports: readonly string[];
  readonly packages: readonly string[];
}

/** Where something begins that nobody imports: the commands, the suites, and what is started as a process. */
const entries =
  /^(?:gateway\/(?:main|cli\/scrim|demo\/seed\/print|stores\/pglite-worker)\.ts|vitest\.config\.ts|test\/.*(?:\.test|-child|lock-holder|write-schemas|write-techniques|unused|bench-text|fixtures\/temporary|bench\/bench|discover\/bench)\.ts)$/;

const imported =
  /(?:import|export)\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?(\*(?:\s+as\s+[\w$]+)?|\{[^}]*\})\s+from\s+'(\.[^']+)'/g;
const lazy = /import\(\s*'(\.[^']+)'\s*\)/g;
const plain = /^import\s+'(\.[^']+)'/gm;
const located = /new URL\('(\.[^']+\.ts)'/g;
const exported = /^export\s+(?:async\s+)?(?:const|function\*?|class|interface|type|enum)\s+([\w$]+)/gm;
const listed = /^export\s+(?:type\s+)?\{([^}]*)\}(?!\s+from)/gm;

const resolved = (from: string, name: string): string => normalize(join(dirname(from), name));
const namesIn = (list: string): readonly string[] =>
  list.split(',').flatMap(
    (one) =>
      one
        .trim()
        .replace(/^type\s+/, '')
        .split(/\s+as\s+/)[0]
        ?.trim() || [],
  );

function usedNames(): ReadonlyMap<string, ReadonlySet<string>> {
  const used = new Map<string, Set<string>>();
  const use = (file: string, names: readonly string[]): void => {
    used.set(file, new Set([...(used.get(file) ?? []), ...names]));
  };
  for (const { path, code } of sources) {
    for (const [, what = '', name = ''] of code.matchAll(imported)) {
      use(resolved(path, name), what.startsWith('*') ? ['*'] : namesIn(what.slice(1, -1)));
    }
    for (const pattern of [lazy, plain, located])
      for (const [, name = ''] of code.matchAll(pattern)) use(resolved(path, name), ['*']);
  }
  return used;
}

function unusedExports({ path, code }: Source, names: ReadonlySet<string>): readonly string[] {
  const own = [
    ...[...code.matchAll(exported)].map(([, name = '']) => name),
    ...[...code.matchAll(listed)].flatMap(([, list = '']) => namesIn(list)),
  ];
  // What a file uses itself may be exported so that its users can name it.
  const usedHere = (name: string): boolean => code.split(new RegExp(`\\b${name.replace('$', '\\$')}\\b`)).length > 2;
  return own.filter((name) => !names.has('*') && !names.has(name) && !usedHere(name)).map((name) => `${path}: ${name}`);
}

function unusedPackages(): readonly string[] {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Readonly<Record<string, string>>
  >;
  // Run by their commands or read by the compiler, or asked for by what asks for them.
  const known = new Set(['typescript', 'vitest', '@types/node', '@types/pg']);
  const texts = [...sources.map(({ code }) => code), readFileSync(join(root, 'vitest.config.ts'), 'utf8')].join('\n');
  return Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !known.has(name) && !new RegExp(`['"]${name}(?:/[^'"]*)?['"]`).test(texts),
  );
}

export function unused(): Unused {
  const used = usedNames();
  const all = sources.filter(({ path }) => !entries.test(path));
  return {
    files: all.flatMap(({ path }) => (used.has(path) ? [] : [path])),
    exports: all.flatMap((source) => unusedExports(source, used.get(source.path) ?? new Set())),
    packages: unusedPackages(),
  };
}

// Run by itself it says what it found, and fails where there is anything.
if (process.argv[1] === import.meta.filename) {
  const found = unused();
  const lines = Object.entries(found).flatMap(([kind, names]: [string, readonly string[]]) =>
    names.map((name) => `${kind}: ${name}`),
  );
  process.stdout.write(lines.length > 0 ? `${lines.join('\n')}\n` : `nothing unused in ${files.length} files\n`);
  process.exitCode = lines.length > 0 ? 1 : 0;
}
