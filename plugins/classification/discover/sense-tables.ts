import type { TableFacts } from './facts.ts';
import { hasInitials, readName } from './read.ts';
import type { Rulebook } from './rulebook.ts';
import type { TableKind } from './rules.ts';
import { partsOf } from './split.ts';
import { settled } from './settled.ts';
import { senseTable, type TableSense } from './table-kind.ts';
import type { Unit } from './unit.ts';

/** What each table is, by its key. A table of which nothing is known is about those to whom its rows point. */
export function senseTables(given: Rulebook, tables: readonly TableFacts[]): ReadonlyMap<string, TableSense> {
  const book = settled(given, tables);
  const mixed = hasInitials(
    book.lexicon,
    tables.flatMap((table) => table.columns.map((column) => column.name)),
  );
  const prefix = sharedPrefix(tables.map((table) => table.name));
  const senses = new Map(
    tables.map((table) => [table.key, senseTable(book, { ...table, name: shortened(table.name, prefix) }, mixed)]),
  );
  const persons = new Set([...senses].filter(([, { kind }]) => kind === 'person').map(([key]) => key));
  return new Map(
    tables.flatMap((table) => {
      const sense = senses.get(table.key);
      if (!sense) return [];
      if (isOwn(book, sense, table, persons))
        return [
          [
            table.key,
            { ...sense, kind: 'personal', evidence: 'its rows point to a person, and say where or what they are' },
          ],
        ];
      const linked = sense.kind === 'unknown' && table.columns.some((column) => leads(book, sense, column, persons));
      return [[table.key, linked ? { ...sense, kind: 'linked', evidence: 'its rows point to a person' } : sense]];
    }),
  );
}

/** What a person has: `saved_place` and `education` are a place and a thing, until their rows point to somebody. */
function isOwn(book: Rulebook, sense: TableSense, { columns }: TableFacts, persons: ReadonlySet<string>): boolean {
  const telling = owned[sense.kind];
  if (!telling) return false;
  const units = columns.map((column) => readName(book.lexicon, column.name, sense.manner));
  return (
    columns.some((column, at) => !works(units[at]) && leads(book, sense, column, persons)) &&
    units.some((own) => telling.has(own.at(-1)?.meaning ?? ''))
  );
}

const owned: Readonly<Partial<Record<TableKind, ReadonlySet<string>>>> = {
  place: new Set(['address', 'street', 'postal code']),
  thing: new Set(['education', 'occupation', 'work place', 'relationship', 'course', 'school', 'grade']),
};

/** Who works at a place does not live there. */
const works = (units: readonly Unit[] | undefined): boolean =>
  units?.some(({ meaning }) => working.has(meaning ?? '')) ?? false;
const working: ReadonlySet<string> = new Set([
  'manager',
  'operator',
  'admin',
  'employee',
  'by',
  'driver',
  'teacher',
  'doctor',
]);

function leads(
  { lexicon, kinds }: Rulebook,
  { manner }: TableSense,
  { name, refers }: TableFacts['columns'][number],
  persons: ReadonlySet<string>,
): boolean {
  if (refers !== undefined) return persons.has(refers);
  const [who, id, ...more] = readName(lexicon, name, manner).slice(-2);
  return id?.meaning === 'id' && more.length === 0 && kinds.get(who?.meaning ?? '') === 'person';
}

/** The first word of most tables (`litemall_order`, `tblOrder`): it names the application, and nothing of the table. */
function sharedPrefix(names: readonly string[]): string | undefined {
  const counts = Map.groupBy(names, (name) => partsOf(name)[0]);
  const [first, of] = [...counts].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  return of && of.length > 3 && of.length * 2 > names.length ? first : undefined;
}

function shortened(name: string, prefix: string | undefined): string {
  const [first, ...rest] = partsOf(name);
  return first === prefix && rest.length > 0 ? rest.join('_') : name;
}
