/** A part of a dump: a statement, or rows in the format of COPY that a statement takes. */
export interface DumpStep {
  readonly sql: string;
  readonly rows?: string;
  /** Where it begins; counts from 1. */
  readonly line: number;
}

/** What is one piece, whatever is in it: comments, texts, names, bodies in dollars; else a character that may end something. */
const piece =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\b[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([\p{L}_][\p{L}\p{N}_]*)?\$[\s\S]*?\$\1\$|;|[^-/'"$;eE]+|[\s\S]/uy;

/** A line of psql's own. */
const command = /[ \t]*\\([a-z]+)[^\n]*(?:\n|$)/y;

const endOfRows = /^\\\.\r?$/m;

/**
 * The statements of a plain dump, as `pg_dump` writes it. psql's `\restrict` is left out; any other command of psql is a dump
 * of another kind. @throws Error with the line
 */
export function* splitDump(text: string): Iterable<DumpStep> {
  const at = { place: 0, line: 1, counted: 0 };
  const lineOf = (place: number): number => {
    for (let i = text.indexOf('\n', at.counted); i >= 0 && i < place; i = text.indexOf('\n', i + 1)) at.line += 1;
    at.counted = Math.max(at.counted, place);
    return at.line;
  };
  while (at.place < text.length) {
    at.place = skipBlank(text, at.place);
    command.lastIndex = at.place;
    const meta = command.exec(text);
    if (meta) {
      if (!/^(un)?restrict$/.test(meta[1] ?? ''))
        throw new Error(`line ${lineOf(meta.index)}: \`\\${meta[1]}\` is a command of psql, and no statement`);
      at.place = command.lastIndex;
      continue;
    }
    const { end, code } = statementAt(text, at.place);
    const sql = text.slice(at.place, end);
    const line = lineOf(at.place);
    at.place = end;
    if (code.trim() === '' || code.trim() === ';') continue;
    if (!/^\s*copy\b[\s\S]*\bfrom\s+stdin\b/i.test(code)) {
      yield { sql, line };
      continue;
    }
    const from = text.indexOf('\n', end) + 1;
    const stop = endOfRows.exec(text.slice(from));
    if (from === 0 || !stop) throw new Error(`line ${line}: the rows of this COPY have no end`);
    yield { sql, rows: text.slice(from, from + stop.index), line };
    at.place = from + stop.index + stop[0].length;
  }
}

/** Over white space and comments. */
const skipBlank = (text: string, place: number): number => {
  const blank = /(?:\s+|--[^\n]*|\/\*[\s\S]*?\*\/)*/y;
  blank.lastIndex = place;
  blank.exec(text);
  return blank.lastIndex;
};

/** Where the statement ends that begins here, and its words without what stands in quotes and comments. */
function statementAt(text: string, start: number): { readonly end: number; readonly code: string } {
  const words: string[] = [];
  piece.lastIndex = start;
  for (let found = piece.exec(text); found; found = piece.exec(text)) {
    const [one] = found;
    if (one === ';') {
      words.push(';');
      const code = words.join('');
      if (!isInside(code)) return { end: piece.lastIndex, code };
    } else words.push(/^(--|\/\*)/.test(one) ? ' ' : /^(['"$]|[eE]')./s.test(one) ? '?' : one);
  }
  return { end: text.length, code: words.join('') };
}

/** The body of a routine in standard SQL has statements of its own: `begin atomic … end`. */
function isInside(code: string): boolean {
  if (!/^\s*create\b/i.test(code) || !/\bbegin\s+atomic\b/i.test(code)) return false;
  const opened = code.match(/\b(begin|case)\b/gi)?.length ?? 0;
  return opened > (code.match(/\bend\b/gi)?.length ?? 0);
}
