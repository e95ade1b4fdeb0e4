import type { ValueType } from './facts.ts';
import type { Unit } from './unit.ts';
import { phraseKey, type Rulebook } from './rulebook.ts';
import type { Holder, Meaning, TableKind } from './rules.ts';

export interface Place {
  readonly type: ValueType;
  readonly kind: TableKind;
  /** Whose it is where the words say nothing. */
  readonly holder: Holder;
  readonly prefixes: ReadonlySet<string>;
}

/** A row that fits, and whether it is the table rather than the column's own words that let it. */
export interface Match {
  readonly row: Meaning;
  readonly phrase: string;
  /** What it is: the row's, or that of the word itself. */
  readonly semantic: string;
  readonly byTable: boolean;
  /** Whose it is by its own words. */
  readonly holder?: Holder;
  readonly sure: number;
}

/** The row that the last words of a name lead to. */
export function match(book: Rulebook, units: readonly Unit[], place: Place): Match | undefined {
  const words = units.map((unit) => unit.meaning ?? unit.text);
  const found = matchIn(book, units, words, place, true) ?? matchIn(book, units, words, place, false);
  return found ?? beforeStrange(book, units, place);
}

/** `tel_hbt` is some telephone, though nobody knows which: what is personal stays so behind a word that says nothing. */
function beforeStrange(book: Rulebook, units: readonly Unit[], place: Place): Match | undefined {
  const rest = units.slice(0, -1);
  if (rest.length === 0 || units.at(-1)?.meaning !== undefined || book.silent.has(units.at(-1)?.text ?? ''))
    return undefined;
  const found = match(book, rest, place);
  return found?.row.pii && ['contact', 'health'].includes(found.row.category)
    ? { ...found, sure: found.sure - 0.3 }
    : undefined;
}

function matchIn(book: Rulebook, units: readonly Unit[], words: readonly string[], place: Place, strict: boolean) {
  for (let end = words.length; end > 0; end--) {
    for (let start = Math.max(0, end - 4); start < end; start++) {
      // `phone_no` is a phone before it is a number.
      if (strict && end - start === 1 && book.transparent.has(words[start] ?? '')) continue;
      const rows = book.meanings.get(phraseKey(words.slice(start, end))) ?? [];
      const said = saidHolder(book, units, start, end, place);
      const row = rows.find((one) => fits(one, said, place));
      if (row) return found(book, row, words.slice(start, end), said, end < words.length);
    }
    const last = words[end - 1] ?? '';
    if (!book.transparent.has(last)) return undefined;
  }
  return undefined;
}

function found(book: Rulebook, row: Meaning, words: readonly string[], said: Said, inner: boolean): Match {
  const doubt = (said.guessed && (row.pii || row.words.includes('name')) ? 0.25 : 0) + (inner && row.pii ? 0.03 : 0);
  const byTable = row.whose !== undefined && !said.holder;
  const semantic = (row.pii && book.semantics.get(words.join(' '))) || row.is;
  return {
    row,
    phrase: words.join(' '),
    semantic,
    byTable,
    sure: row.sure - doubt,
    ...(said.holder && { holder: said.holder }),
  };
}

interface Said {
  /** Whose it is by the words before (or after) the meaning. */
  readonly holder?: Holder;
  /** A word stands before it that nobody knows. */
  readonly guessed: boolean;
  /** A word stands before it that is known, and is nobody: `level_name`. */
  readonly other?: boolean;
}

/** Whose the words around a meaning say that it is: the nearest one that says something. */
function saidHolder(book: Rulebook, units: readonly Unit[], start: number, end: number, { prefixes }: Place): Said {
  const before = units.slice(0, start).reverse();
  const of = (unit: Unit | undefined): Holder | undefined => book.holders.get(unit?.meaning ?? unit?.text ?? '');
  for (const [away, unit] of before.entries()) {
    const holder = of(unit);
    // What all columns begin with says nothing of this one, save that it is a person's; `town_city` is one place.
    if (!holder || (away === before.length - 1 && prefixes.has(unit.text) && holder !== 'person')) continue;
    if (holder === 'place' && of(units[start]) === 'place') continue;
    return { holder, guessed: false };
  }
  if (units.slice(end).some((unit) => of(unit) === 'person')) return { holder: 'person', guessed: false };
  const strange = before.some(
    ({ meaning, text }, away) =>
      meaning === undefined && !book.silent.has(text) && !(away === before.length - 1 && prefixes.has(text)),
  );
  const other = before.some(
    ({ meaning, text }, away) =>
      meaning !== undefined &&
      !book.silent.has(meaning) &&
      !book.transparent.has(meaning) &&
      !(away === before.length - 1 && prefixes.has(text)),
  );
  return { guessed: strange, other };
}

function fits(row: Meaning, said: Said, { type, kind, holder }: Place): boolean {
  const strange = said.other || (said.guessed && holder !== 'person');
  const whose = said.holder ?? (strange && row.words.includes('name') ? 'unknown' : holder);
  return (
    (row.types === undefined || row.types.includes(type)) &&
    (row.strange === undefined || row.strange === said.guessed) &&
    (row.in === undefined || row.in.includes(kind)) &&
    (row.whose === undefined || row.whose.includes(whose)) &&
    (row.never === undefined || said.holder === undefined || !row.never.includes(said.holder))
  );
}
