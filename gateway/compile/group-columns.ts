import type { Figure } from '../aggregate.ts';
import type { StatisticsView } from '../views.ts';
import type { Expr, Grouping, Join, Measure, OutputColumn } from '../statement.ts';
import { lowerRestriction } from './rows.ts';
import type { Scope } from './scope.ts';
import { seenIn } from './seen-in.ts';
import { subjectKey } from './select.ts';

/** The columns of a statement that makes groups, and where each figure is found among what it reads. */
export interface Laid {
  readonly columns: readonly OutputColumn[];
  readonly grouping: Grouping;
  readonly places: readonly (readonly number[])[];
  /** Where the one person is that a group is about, who goes on record like whom a row is about. */
  readonly alone?: number;
}

interface Around {
  readonly scope: Scope;
  readonly view: StatisticsView;
  readonly alias: string;
  readonly joins: Join[];
}

/** @param dimensions what the finest cells are told apart by, where groups are bound to a size */
export function layColumns(
  around: Around,
  figures: readonly Figure[],
  keys: readonly OutputColumn[],
  dimensions: readonly OutputColumn[],
): Laid {
  const { cells, entity } = around.view;
  const columns: OutputColumn[] = [...keys];
  const places = new Map<unknown, number>();
  const once = (of: unknown, make: () => OutputColumn): number => {
    const at = places.get(of) ?? columns.push(make()) - 1;
    places.set(of, at);
    return at;
  };
  const by = dimensions.map((one) => columns.push(one) - 1);
  const rows = (): number => once('rows', () => ({ expr: countedRow(around), type: 'Int' }));
  const subject = (): number =>
    once('subject', () => {
      const expr = subjectKey(around.scope, entity, around.alias, around.joins);
      return { expr, type: expr.type };
    });
  const measures: Measure[] = [];
  const measure = (one: Measure): number => {
    const known = measures.findIndex(({ measure, of }) => measure === one.measure && of === one.of);
    return keys.length + (known >= 0 ? known : measures.push(one) - 1);
  };
  const placed = figures.map((figure): readonly number[] => {
    if (figure.figure === 'count') return [measure({ measure: 'filled', of: rows() })];
    if (figure.figure === 'subjects') {
      subject();
      return [measure({ measure: 'people', of: rows() })];
    }
    if (!('field' in figure)) throw new Error('a figure of values has a field');
    const { figure: kind, field } = figure;
    const of = once(field, () => ({ expr: value(around, figure.field), type: field.field.type }));
    if (kind === 'avg') return [measure({ measure: 'sum', of }), measure({ measure: 'filled', of })];
    return [measure({ measure: kind, of })];
  });
  // Without a key it is a figure that makes one group of all rows.
  const lone = keys.length === 0 && measures.length === 0;
  if (lone) measure({ measure: 'filled', of: once('lone', () => ({ expr: { k: 'index', value: 1 }, type: 'Int' })) });
  const grid = cells && { by, rows: rows(), least: cells.size, most: cells.dominance };
  if (grid) subject();
  // INVARIANT: no group that is not bound to a size is about one person without saying who.
  const alone = cells || !entity.subject ? undefined : measure({ measure: 'alone', of: subject() });
  const whom = places.get('subject');
  return {
    columns,
    grouping: {
      keys: keys.map((_, at) => at),
      measures,
      ...(whom !== undefined && { subject: whom }),
      ...(grid && { cells: grid }),
    },
    places: placed,
    ...(alone !== undefined && { alone }),
  };
}

/** One for each row that counts. */
export function countedRow({ scope, view, alias }: Omit<Around, 'joins'>, counted = view.counted): Expr {
  const one: Expr = { k: 'index', value: 1 };
  if (counted.kind === 'all') return one;
  return { k: 'case', branches: [[lowerRestriction(scope, view.entity, alias, counted), one]], type: 'Int' };
}

/** A field as figures see it. */
export const value = ({ scope, view, alias }: Omit<Around, 'joins'>, field: Parameters<typeof seenIn>[2]): Expr =>
  seenIn(scope, view, field, alias, 'aggregate', ({ summed }) => summed);
