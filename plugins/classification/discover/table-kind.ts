import { type Manner, mannerOf, readName } from './read.ts';
import type { Unit } from './unit.ts';
import { phraseKey, type Rulebook } from './rulebook.ts';
import type { Holder, TableKind } from './rules.ts';
import { headOf, isChinese } from './split.ts';
import type { TableFacts } from './facts.ts';

/** What a table is, how its names are to be read, and what showed it. */
export interface TableSense {
  readonly kind: TableKind;
  readonly manner: Manner;
  readonly evidence: string;
  /** Words that its columns begin with: they say nothing of any one of them. */
  readonly prefixes: ReadonlySet<string>;
  /** It says where somebody lives, how they are reached or what they are. */
  readonly addressed: boolean;
  /** Somebody who has a name can be reached by what its rows say. */
  readonly reachable: boolean;
}

/** What a table of each kind holds, in words. */
const kindWords: Readonly<Record<TableKind, string>> = {
  person: 'persons',
  personal: 'what belongs to a person',
  finance: 'money of persons',
  health: 'the health of persons',
  credential: 'secrets of persons',
  transaction: 'what was bought, paid or agreed',
  behaviour: 'what somebody did',
  feedback: 'what somebody said',
  organisation: 'organisations',
  place: 'places',
  thing: 'things',
  system: 'how a system is set',
  linked: 'what hangs on a person',
  unknown: 'nothing known',
};

/** What one table is, by its own name, its comment, or its columns. */
export function senseTable(book: Rulebook, table: TableFacts, mixed = false): TableSense {
  const own = mannerOf(book.lexicon, [table.name, ...table.columns.map((column) => column.name)]);
  const manner = own === 'words' && mixed ? 'mixed' : own;
  const units = table.columns.map((column) => readName(book.lexicon, column.name, manner));
  const prefixes = prefixesOf(units);
  const addressed = isAddressed(units) || bare(units, prefixes, bodily).length > 0;
  const reachable = bare(units, prefixes, named).length > 0 && bare(units, prefixes, reached).length > 0;
  const sense = { manner, prefixes, addressed, reachable };
  const byComment = kindByComment(book, table.comment);
  const byName = namedKind(book, table, own, byComment);
  const persons = bare(units, sense.prefixes, nobodys.has(byName ?? 'unknown') ? bodily : personal);
  const told = !nobodys.has(byName ?? 'unknown') || persons.some((one) => one !== 'gender' && one !== 'age');
  // A comment says of the rows what the name may say of those for whom they are kept.
  if (byComment === 'person' && persons.length > 0)
    return { ...sense, kind: 'person', evidence: spoken('comment', 'person') };
  if (told && persons.length > 1 && (nobodys.has(byName ?? 'unknown') || unsure.has(byName ?? 'unknown')))
    return { ...sense, kind: 'person', evidence: `its columns (${persons.join(', ')}) are a person's` };
  if (byName) return { ...sense, kind: byName, evidence: spoken('name', byName) };
  if (!byComment && reachable) return { ...sense, kind: 'person', evidence: 'somebody with a name can be reached' };
  if (byComment) return { ...sense, kind: byComment, evidence: spoken('comment', byComment) };
  return { ...sense, kind: 'unknown', evidence: 'its name says nothing' };
}

const spoken = (of: 'name' | 'comment', kind: TableKind): string => `its ${of} speaks of ${kindWords[kind]}`;

/** What the name speaks of. First letters alone can stand for many things: a comment comes before them. */
function namedKind(
  book: Rulebook,
  { name, columns }: TableFacts,
  manner: Manner,
  byComment: TableKind | undefined,
): TableKind | undefined {
  if (manner === 'initials' && byComment) return undefined;
  const kind = kindOf(book, readName(book.lexicon, name, manner));
  const paid = columns.some((column) => isMoney(readName(book.lexicon, column.name, manner)));
  // What somebody does and pays for was bought: a ride with a fare.
  return kind === 'behaviour' && paid ? 'transaction' : kind;
}

const money: ReadonlySet<string> = new Set(['amount', 'cost', 'price']);
const isMoney = (units: readonly Unit[]): boolean => money.has(units.at(-1)?.meaning ?? '');

/** Kinds that a name may suggest though the rows are persons. */
const nobodys: ReadonlySet<TableKind> = new Set(['thing', 'system', 'place', 'organisation']);
const unsure: ReadonlySet<TableKind> = new Set(['unknown', 'finance', 'linked']);

/** The kind that the last words of a name speak of. */
function kindOf(book: Rulebook, units: readonly Unit[]): TableKind | undefined {
  const words = units.map((unit) => unit.meaning ?? unit.text);
  for (let end = words.length; end > 0; end--) {
    for (let start = Math.max(0, end - 4); start < end; start++) {
      const kind = book.kinds.get(phraseKey(words.slice(start, end)));
      if (!kind || (end - start === 1 && book.silent.has(words[start] ?? ''))) continue;
      // `employee_skill` is about an employee, and is not one.
      return kind === 'person' && saysMore(book, words.slice(end)) ? 'linked' : kind;
    }
  }
  return undefined;
}

const saysMore = (book: Rulebook, words: readonly string[]): boolean =>
  words.some((word) => !book.silent.has(word) && word.length > 2);

function kindByComment(book: Rulebook, comment: string | undefined): TableKind | undefined {
  const head = comment === undefined ? '' : headOf(comment);
  if (head === '' || (!isChinese(head) && head.split(/\s+/).length > 4)) return undefined;
  return kindOf(book, readName(book.lexicon, head));
}

/** What only a body or a birth gives: no organisation, place or thing has two of these. */
const bodily: ReadonlySet<string> = new Set([
  'first name',
  'last name',
  'birth date',
  'gender',
  'age',
  'national id',
  'ssn',
  'nationality',
  'marital status',
  'ethnicity',
]);

/** What whoever has an account has as well. */
const personal: ReadonlySet<string> = new Set([
  ...bodily,
  'person name',
  'password',
  'nickname',
  'username',
  'portrait',
]);

/** Who has a name and can be reached is somebody, where nothing says that it is something else. */
const named: ReadonlySet<string> = new Set(['name', 'person name', 'first name', 'last name']);
const reached: ReadonlySet<string> = new Set(['phone', 'email', 'age', 'gender', 'birth date', 'address']);

/** Which of these meanings columns have that say nothing of somebody else: `sex`, and not `owner_sex`. */
const bare = (
  columns: readonly (readonly Unit[])[],
  prefixes: ReadonlySet<string>,
  of: ReadonlySet<string>,
): readonly string[] => [
  ...new Set(
    columns.flatMap((units) => {
      const own = units.length > 1 && prefixes.has(units[0]?.text ?? '') ? units.slice(1) : units;
      const [only, ...more] = own.filter((unit) => unit.meaning !== undefined);
      return only?.meaning !== undefined && more.length === 0 && of.has(only.meaning) ? [only.meaning] : [];
    }),
  ),
];

const addresses: ReadonlySet<string> = new Set([
  'address',
  'postal code',
  'city',
  'phone',
  'street',
  'province',
  'district',
]);

const isAddressed = (columns: readonly (readonly Unit[])[]): boolean =>
  columns.some((units) => units.some(({ meaning }) => meaning !== undefined && addresses.has(meaning)));

/** First words that most columns share. */
function prefixesOf(columns: readonly (readonly Unit[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const units of columns) {
    const [first] = units;
    if (first && units.length > 1) counts.set(first.text, (counts.get(first.text) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > 2 && count * 2 > columns.length).map(([word]) => word));
}

/** Whose the values of a table are where a column says nothing itself. */
export const holderIn = ({ kind, addressed, reachable }: TableSense): Holder => {
  if (kind === 'personal' && !addressed) return 'about';
  return holderOf[kind] === 'about' && reachable ? 'person' : holderOf[kind];
};

const holderOf: Readonly<Record<TableKind, Holder>> = {
  person: 'person',
  personal: 'person',
  finance: 'about',
  health: 'about',
  credential: 'about',
  transaction: 'about',
  behaviour: 'about',
  feedback: 'about',
  linked: 'about',
  organisation: 'organisation',
  place: 'place',
  thing: 'thing',
  system: 'thing',
  unknown: 'unknown',
};
