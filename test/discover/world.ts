import type { Classified, ColumnFacts, TableFacts } from '../../plugins/classification/discover/facts.ts';
import { classify } from '../../plugins/classification/discover/classify.ts';
import type { Rulebook } from '../../plugins/classification/discover/rulebook.ts';
import { readRulebook } from '../../gateway/discover/patterns.ts';
import { score, type Score } from './bench/score.ts';
import type { Fixture, LabelledColumn } from '../fixtures/discover/read-fixture.ts';

/** The rules, with files of a user's own before them. */
export async function rules(...files: readonly string[]): Promise<Rulebook> {
  const book = await readRulebook(files);
  if ('findings' in book) throw new Error(book.findings.map((finding) => finding.message).join('; '));
  return book;
}

const types: readonly (readonly [of: RegExp, type: ColumnFacts['type']])[] = [
  [/char|text/, 'text'],
  [/bool/, 'boolean'],
  [/date|time/, 'date'],
  [/int|numeric|double|serial/, 'number'],
  [/uuid/, 'uuid'],
  [/json/, 'json'],
  [/bytea/, 'binary'],
  [/inet|macaddr/, 'network'],
];

const columnOf = ({ column, type, key, refers, comment }: LabelledColumn): ColumnFacts => {
  const length = /char\((\d+)\)/.exec(type)?.[1];
  return {
    name: column,
    type: types.find(([of]) => of.test(type))?.[1] ?? 'other',
    ...(length === undefined ? {} : { length: Number(length) }),
    ...(key ? { key } : {}),
    ...(refers === undefined ? {} : { refers }),
    ...(comment === undefined ? {} : { comment }),
  };
};

/** A fixture as a store without any row describes it. */
export const factsOf = ({ tables }: Fixture): readonly TableFacts[] =>
  tables.map(({ name, comment, columns }) => ({
    key: name,
    name,
    ...(comment === undefined ? {} : { comment }),
    columns: columns.map(columnOf),
  }));

export const scoreOf = (book: Rulebook, fixture: Fixture): Score =>
  score(
    fixture.tables.flatMap((table) => table.columns),
    classify(book, factsOf(fixture)),
  );

/** What one column of one table is, all others left out. */
export function columnAs(
  book: Rulebook,
  table: string,
  column: ColumnFacts,
  ...beside: readonly ColumnFacts[]
): Classified {
  const found = classify(book, [{ key: table, name: table, columns: [column, ...beside] }])[0];
  if (!found) throw new Error('a column was not classified');
  return found;
}
