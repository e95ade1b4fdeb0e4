import type { Cells, Grouping, Measure, OutputColumn, Select, SqlType } from '../../statement.ts';
import { boundedRows, clamped } from './bounded.ts';
import type { GroupWords } from './group-words.ts';

const typeOf = ({ measure, of }: Measure, columns: readonly OutputColumn[]): SqlType => {
  if (measure === 'filled' || measure === 'people') return 'Int';
  return measure === 'sum' ? 'Decimal' : (columns[of]?.type ?? 'String');
};

/** The types of what a statement reads, in order. */
export function typesOf({ columns, group }: Pick<Select, 'columns' | 'group'>): readonly SqlType[] {
  if (!group) return columns.map(({ type }) => type);
  return [
    ...group.keys.map((key) => columns[key]?.type ?? 'String'),
    ...group.measures.map((measure) => typeOf(measure, columns)),
  ];
}

const inner = (at: number): string => `c${at}`;
const by = (names: readonly string[]): readonly string[] => (names.length > 0 ? [`group by ${names.join(', ')}`] : []);

/** @param source `from` and `where` of the rows */
export function printGroups(
  words: GroupWords,
  columns: readonly OutputColumn[],
  grouping: Grouping,
  source: string,
): string {
  const rows = `select ${columns.map((column, at) => `${words.column(column)} as ${inner(at)}`).join(', ')} ${source}`;
  const made = madeOf(words, grouping, rows);
  const keys = grouping.keys.map(inner);
  const read = [
    ...grouping.keys.map((key) => words.read(columns[key]?.type ?? 'String', inner(key))),
    ...grouping.measures.map((measure, at) => words.read(typeOf(measure, columns), made.measures[at] ?? 'null')),
  ].map((value, at) => `${value} as r${at}`);
  const order = keys.length > 0 ? [`order by ${keys.map(words.ascending).join(', ')}`] : [];
  return [`select ${read.join(', ')} from (${made.from}) as g`, ...by(keys), ...order].join(' ');
}

/** What groups are made of, and each measure over it. */
interface Made {
  readonly from: string;
  readonly measures: readonly string[];
}

const measured: Readonly<Record<Measure['measure'], (words: GroupWords, value: string, subject: string) => string>> = {
  filled: (_, value) => `count(${value})`,
  people: (_, value, subject) => `count(distinct case when ${value} is not null then ${subject} end)`,
  sum: ({ exact }, value) => `sum(${exact(value)})`,
  min: (_, value) => `min(${value})`,
  max: (_, value) => `max(${value})`,
  alone: ({ key }, value) => `case when min(${key(value)}) = max(${key(value)}) then min(${key(value)}) end`,
};

function madeOf(words: GroupWords, grouping: Grouping, rows: string): Made {
  const { cells, bounded } = grouping;
  if (!bounded) return cells ? fromCells(words, grouping, cells, rows) : fromRows(words, grouping, rows);
  if (cells) throw new Error('rows are bound person by person, or groups to a size');
  return fromRows(words, grouping, boundedRows(grouping, bounded, rows));
}

const fromRows = (words: GroupWords, { measures, subject = -1, bounded }: Grouping, rows: string): Made => ({
  from: rows,
  measures: measures.map(({ measure, of }) => {
    const range = bounded?.ranges.find((one) => one.of === of);
    return measured[measure](words, range ? clamped(words, inner(of), range) : inner(of), inner(subject));
  }),
});

/** Rows to people in cells, people to cells, cells to groups. */
function fromCells(words: GroupWords, { keys, measures, subject = -1 }: Grouping, cells: Cells, rows: string): Made {
  const values = [...new Set([cells.rows, ...measures.map(({ of }) => of)])];
  const summed = new Set(measures.flatMap(({ measure, of }) => (measure === 'sum' ? [of] : [])));
  if (measures.some(({ measure }) => measure === 'min' || measure === 'max' || measure === 'alone'))
    throw new Error('the least and the greatest of a cell are somebody’s own');
  const names = [...new Set([...keys, ...cells.by])].map(inner);
  const person = inner(subject);
  const people = [
    `select ${[...names, person].join(', ')}`,
    ...values.map((of) => `, count(${inner(of)}) as f${of}`),
    ...[...summed].map((of) => `, sum(${words.exact(inner(of))}) as s${of}`),
    ` from (${rows}) as t group by ${[...names, person].join(', ')}`,
  ].join('');
  const holders = (of: number): string => `count(case when f${of} > 0 then ${person} end)`;
  const shown = (of: number): string => {
    const enough = `${holders(of)} >= ${wholeNumber(cells.least)}`;
    if (!summed.has(of)) return enough;
    return `${enough} and max(abs(s${of})) * 100 <= ${wholeNumber(cells.most)} * sum(abs(s${of}))`;
  };
  const inCell: Readonly<Partial<Record<Measure['measure'], (of: number) => string>>> = {
    filled: (of) => `sum(f${of})`,
    people: holders,
    sum: (of) => `sum(s${of})`,
  };
  const cell = [
    `select ${[
      ...keys.map(inner),
      ...measures.map(({ measure, of }, at) => `case when ${shown(of)} then ${inCell[measure]?.(of)} end as m${at}`),
    ].join(', ')}`,
    `from (${people}) as p`,
    ...by(names),
    `having ${shown(cells.rows)}`,
  ].join(' ');
  return {
    from: cell,
    measures: measures.map(({ measure }, at) => (measure === 'sum' ? `sum(m${at})` : `coalesce(sum(m${at}), 0)`)),
  };
}

const wholeNumber = (value: number): string => {
  if (!Number.isSafeInteger(value) || value < 1) throw new Error('the size of a group is a whole number from 1');
  return String(value);
};
