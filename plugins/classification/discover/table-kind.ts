import { type Manner, mannerOf, readName } from './read.ts';
import type { Unit } from './unit.ts';
import { phraseKey, type Rulebook } from './rulebook.ts';
import type { Holder, TableKind } from './rules.ts';
import { headOf, isChinese } from './split.ts';
import type { TableFacts } from './facts.ts';
import {
  bare,
  bodily,
  corporate,
  isAddressed,
  isMoney,
  named,
  personal,
  prefixesOf,
  reached,
} from './telling-columns.ts';

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
  // An account of a bank has no trade, and a customer of a vendor has one.
  const companies = bare(units, prefixes, corporate);
  if (companies.length > 0 && unsure.has(byName ?? 'unknown'))
    return { ...sense, kind: 'organisation', evidence: `its columns (${companies.join(', ')}) are an organisation's` };
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
  const units = readName(book.lexicon, name, manner);
  const kind = kindOf(book, units);
  // `prod_comm` may be anything of a product, and an order of a doctor is no purchase: what the comment says is surer.
  if (byComment && (endsStrange(book, units) || (byComment === 'health' && kind === 'transaction'))) return byComment;
  const paid = columns.some((column) => isMoney(readName(book.lexicon, column.name, manner)));
  // What somebody does and pays for was bought: a ride with a fare.
  return kind === 'behaviour' && paid ? 'transaction' : kind;
}

const endsStrange = (book: Rulebook, units: readonly Unit[]): boolean =>
  units.length > 1 && units.at(-1)?.meaning === undefined && !book.silent.has(units.at(-1)?.text ?? '');

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
