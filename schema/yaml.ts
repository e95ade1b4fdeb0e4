import { isScalar, LineCounter, type Document as Parsed, type Node, parseDocument, visit, type YAMLError } from 'yaml';
import type { Finding, Remark } from './finding.ts';
import { offsetOf, startOf } from './offsets.ts';

/** A place in a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export type Path = readonly (string | number)[];

/** A configuration file as a plain value that still knows where each part of it stands. */
export interface Document {
  readonly file: string;
  readonly value: unknown;
  /**
   * A scalar is at its text, a list or a map at its key; what is not there is at the nearest thing around it.
   * With `key` a scalar is at its key as well.
   */
  readonly locate: (path: Path, at?: 'key') => Position;
}

/** Why a file is not usable: always at least one error. */
export interface Refused {
  readonly findings: readonly Finding[];
}

/** More than any configuration needs; a larger file is a mistake or an attack. */
const maximumLength = 1024 * 1024;
/** How often anchors may be reached through aliases in all, so that a small file cannot become a huge value. */
const maximumAliases = 100;
/** A broken file breaks in many places; the first ones tell. */
const maximumErrors = 10;

/** Reads one YAML document (1.2, core schema). Everything in it that two readers could understand differently is an error. */
export function readYaml(text: string, file: string): Document | Refused {
  const start = { file, line: 1, column: 1 };
  if (text.length > maximumLength) {
    return refuse({
      ...start,
      message: 'the file is larger than 1 MiB',
      advice: 'split what does not belong together',
    });
  }
  const lines = new LineCounter();
  const parsed = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    resolveKnownTags: false,
    logLevel: 'error',
  });
  const at = positions(lines);
  const errors = [...parsed.errors, ...parsed.warnings].map((error) => ({
    file,
    ...at(error.pos[0]),
    ...explain(error, text),
  }));
  if (errors.length > 0) return refuse(...errors.slice(0, maximumErrors));
  const traps = trapsOf(parsed).map(({ offset, ...said }) => ({ file, ...at(offset), ...said }));
  if (traps.length > 0) return refuse(...traps.slice(0, maximumErrors));
  const value: unknown = parsed.toJS({ maxAliasCount: -1 });
  return Object.freeze({
    file,
    value,
    locate: (path: Path, where?: 'key') => at(offsetOf(parsed, path, where)),
  });
}

/** Gives each remark its place in the file. */
export const locateRemarks = (remarks: readonly Remark[], document: Document): readonly Finding[] =>
  remarks.map((remark) => ({ ...remark, file: document.file, ...document.locate(remark.path) }));

interface Said {
  readonly message: string;
  readonly advice?: string;
}

const refuse = (...errors: readonly (Position & Said & { readonly file: string })[]): Refused => ({
  findings: errors.map((error) => ({ severity: 'error', path: [], ...error })),
});

const positions =
  (lines: LineCounter) =>
  (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };

const explanations: Readonly<Partial<Record<YAMLError['code'], Said>>> = {
  DUPLICATE_KEY: { message: 'this key is here twice', advice: 'keep one of the two' },
  TAB_AS_INDENT: { message: 'a tab indents this line', advice: 'indent with spaces' },
  MULTIPLE_DOCS: { message: 'a second document begins here', advice: 'one file holds one document: remove the `---`' },
  NON_STRING_KEY: { message: 'a key must be a plain text' },
  TAG_RESOLVE_FAILED: { message: 'tags are not used here', advice: 'remove the `!`, or put the text in quotes' },
  RESOURCE_EXHAUSTION: { message: 'this is nested too deeply' },
  BLOCK_AS_IMPLICIT_KEY: { message: 'a `: ` stands inside a text', advice: 'put the text in quotes' },
};

function explain(error: YAMLError, text: string): Said {
  const known = explanations[error.code];
  if (known) return known;
  const line = text.slice(text.lastIndexOf('\n', error.pos[0] - 1) + 1).split('\n', 1)[0];
  return {
    message: `this is not YAML: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`,
    // Inside `{ }` and `[ ]` the brace of a reference ends the text that it stands in.
    ...(line?.includes('${') ? { advice: 'put a text that holds `${` in quotes' } : {}),
  };
}

/** What the parser lets through and we do not. */
function trapsOf(parsed: Parsed): readonly (Said & { readonly offset: number })[] {
  const traps: (Said & { readonly offset: number })[] = [];
  const reached = new Map<Node, boolean>();
  let aliases = 0;
  visit(parsed, {
    Pair: (_, { key }) => {
      if (isScalar(key) && key.value === '__proto__')
        traps.push({ offset: startOf(key), message: '`__proto__` is not a key' });
    },
    Alias: (_, alias) => {
      const offset = startOf(alias);
      aliases += 1;
      if (aliases > maximumAliases) {
        traps.push({ offset, message: `there are more than ${maximumAliases} aliases`, advice: 'write them out' });
        return visit.BREAK;
      }
      const target = alias.resolve(parsed);
      if (!target) traps.push({ offset, message: `no anchor \`${alias.source}\` stands before this alias` });
      else if (containsAlias(target, reached)) {
        traps.push({ offset, message: 'an alias leads to another alias', advice: 'write it out' });
      }
      return undefined;
    },
  });
  return traps;
}

/** INVARIANT: without aliases below aliases a value is at most `maximumAliases` times as large as its file. */
function containsAlias(node: Node, known: Map<Node, boolean>): boolean {
  const before = known.get(node);
  if (before !== undefined) return before;
  let found = false;
  visit(node, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
  });
  known.set(node, found);
  return found;
}
