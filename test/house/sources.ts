import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

export interface Source {
  /** From the top folder, with slashes: `gateway/pipeline.ts`. */
  readonly path: string;
  readonly text: string;
  /** The text without its comments. */
  readonly code: string;
  /** Files of ours that it imports, types included. */
  readonly imports: readonly string[];
  /** Packages and `node:` modules that it imports. */
  readonly libraries: readonly string[];
}

/** What is no part of the project: installed, made at run time, or version control's. */
const strangers = new Set(['node_modules', '.git', '.scrim', 'coverage', '.DS_Store']);

/** Every file of the project, from the top folder. */
export const files: readonly string[] = readdirSync(root, { withFileTypes: true })
  .filter((entry) => !strangers.has(entry.name))
  .flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(join(root, entry.name), { recursive: true, withFileTypes: true })
          .filter((inner) => inner.isFile())
          .map((inner) => relative(root, join(inner.parentPath, inner.name)))
      : [entry.name],
  )
  .filter((path) => !path.split('/').some((part) => strangers.has(part)))
  .sort();

const statement = /^\s*(?:import|export)\s(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
const dynamic = /\bimport\(\s*'([^']+)'/g;
const comment = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g;

function read(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const code = text.replace(comment, '');
  const named = [statement, dynamic].flatMap((pattern) => [...code.matchAll(pattern)].map(([, name = '']) => name));
  return {
    path,
    text,
    code,
    imports: named.filter((name) => name.startsWith('.')).map((name) => normalize(join(dirname(path), name))),
    libraries: named.filter((name) => !name.startsWith('.')),
  };
}

/** Every TypeScript file of the four floors. */
export const sources: readonly Source[] = files
  .filter((path) => /^(?:gateway|schema|plugins|test)\/.*\.ts$/.test(path))
  .map(read);
