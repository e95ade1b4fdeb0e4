import type { ColumnFacts } from './facts.ts';
import type { Place } from './match.ts';
import type { Unit } from './unit.ts';
import { readName } from './read.ts';
import type { Rulebook } from './rulebook.ts';
import { headOf } from './split.ts';
import { categoryOf, nobodys, type Verdict } from './verdict.ts';

const has = (units: readonly Unit[], ...meanings: readonly string[]): boolean =>
  units.some((unit) => unit.meaning !== undefined && meanings.includes(unit.meaning));

/** What a column is by its form: a key, the stamp of a change, a moment, a mark. */
export function byForm(units: readonly Unit[], column: ColumnFacts, { type, kind }: Place): Verdict | undefined {
  if (column.key) return nobodys(0.95, 'form: the primary key', 'none', 'id');
  if (column.refers) return nobodys(0.95, `form: the key of a row of ${column.refers}`, 'none', 'id');
  if (
    (has(units, 'by') && !isDoer(units, type)) ||
    (units.length < 3 && has(units, 'created', 'updated', 'removed') && type !== 'text')
  )
    return nobodys(0.85, 'form: says who or what changed a row, or when');
  // A list of keys is no more than they are.
  const telling = units.filter((unit) => unit.text !== 'list' && unit.text !== 'all').at(-1)?.meaning;
  if (telling === 'id' || telling === 'parent node') return nobodys(0.85, 'form: a key', 'none', 'id');
  if (
    (type === 'number' || type === 'uuid') &&
    /[a-z]id$/i.test(column.name) &&
    !/(?:pa|val|b|vo|gr|flu|sol)id$/i.test(column.name)
  )
    return nobodys(0.8, 'form: a key', 'none', 'id');
  if (type === 'number' && units.length > 1 && units[0]?.meaning === 'id')
    return nobodys(0.8, 'form: a key', 'none', 'id');
  if (type !== 'text' && type !== 'date' && asks(column))
    return nobodys(0.8, 'comment: yes or no', kind === 'feedback' ? 'feedback' : 'none');
  if (type === 'date' && has(units, 'created', 'updated', 'removed')) return nobodys(0.85, 'form: when a row changed');
  return undefined;
}

/** `requested_by` and `booked_by_name` say who did it, for somebody else than those who keep the table. */
const isDoer = (units: readonly Unit[], type: Place['type']): boolean =>
  type === 'text' &&
  (units.at(-1)?.meaning !== 'by' ||
    (units.at(-1)?.text === 'by' && units.at(-2) !== undefined && units.at(-2)?.meaning === undefined)) &&
  !has(units.slice(-1), 'id', 'code', 'number', 'date', 'time', 'at');

/** A comment that asks for yes or no, of something that is no state of a body. */
const asks = ({ comment = '' }: ColumnFacts): boolean =>
  /^\s*(?:是否|有无|whether\b)/i.test(comment) && !/[病孕残烟酒婚敏]|smok|pregnan|disab|vaccin/i.test(comment);

/** What is left to say of a column whose words no row knows. */
export function byRest(book: Rulebook, units: readonly Unit[], column: ColumnFacts, place: Place): Verdict | undefined {
  const told = column.comment === undefined ? [] : readName(book.lexicon, headOf(column.comment));
  // A comment that is one noun says it of this column; a name may be short for something else.
  const last = units.at(-1);
  if (last?.text === 'by' && isDoer(units, place.type)) return somebody(0.6, 'name: who did it');
  const named = personNoun(book, told, column, place, 0.8) ?? personNoun(book, units, column, place, 0.75);
  return named ?? byType(units, place);
}

/** A text that is called after a person holds the name of one: `consignee`, `经办人`. */
function personNoun(
  book: Rulebook,
  units: readonly Unit[],
  column: ColumnFacts,
  { type, kind }: Place,
  sure: number,
): Verdict | undefined {
  const word = units.findLast((unit) => unit.meaning !== 'info')?.meaning;
  if ((type !== 'text' && type !== 'json') || word === undefined || book.holders.get(word) !== 'person')
    return undefined;
  if (
    book.kinds.get(word) !== 'person' ||
    kind === 'system' ||
    (column.length ?? 99) < 6 ||
    (kind === 'thing' && units.length === 1 && word === 'user')
  )
    return undefined;
  const few = word === 'operator' || word === 'admin';
  return {
    ...somebody(sure, `name: ${word}, a text that is called after a person`),
    sensitive: few ? 'low' : 'medium',
  };
}

const somebody = (sure: number, why: string): Verdict => ({
  pii: true,
  category: 'identity',
  sensitive: 'low',
  semantic: 'person-name',
  sure,
  evidence: [why],
});

function byType(units: readonly Unit[], { type, kind }: Place): Verdict | undefined {
  if (type === 'boolean') return nobodys(0.85, 'type: yes or no', kind === 'feedback' ? 'feedback' : 'none');
  if (type === 'date') return dated(units, kind);
  if (units[0]?.meaning === 'flag') return nobodys(0.8, 'name: yes or no', kind === 'feedback' ? 'feedback' : 'none');
  return undefined;
}

function dated(units: readonly Unit[], kind: Place['kind']): Verdict {
  const happens = (kind === 'transaction' || kind === 'behaviour') && !has(units, 'validity');
  return nobodys(
    happens ? 0.75 : 0.7,
    'type: a moment',
    happens ? categoryOf(kind) : 'none',
    happens ? 'moment' : 'plain',
  );
}
