import { operatorsOf } from '../../../plugins/masking/uses.ts';
import type { FieldType } from '../../../schema/terms/field.ts';
import type { FieldRow } from '../../matrix/facts.ts';
import { inColumns } from '../columns.ts';
import { holderInWords, outcomeInWords } from '../matrix-words.ts';
import { figuresInWords } from './figures.ts';
import type { WhoCell, WhoReport, WhoView } from './report.ts';

/** Who sees a field: one line for each role or agreement and purpose. */
export function printWhoField({ asked, fields, views, figures }: WhoReport): string {
  const [field] = fields;
  const open = views.filter(({ notInForce }) => notInForce === undefined);
  const closed = views.filter(({ notInForce }) => notInForce !== undefined);
  return [
    `${asked}${field ? `: ${classified(field)}` : ''}`,
    '',
    ...(open.length > 0 ? indented(inColumns(open.flatMap((view) => lineOf(view, field)))) : []),
    ...figures.map((one) => `  in figures only: ${figuresInWords(one)}`),
    `  ${open.length + figures.length > 0 ? 'nobody else' : 'nobody'} sees it`,
    ...closed.map(
      (view) => `  not in force: ${holderInWords(view.holder)} ${view.notInForce} (${view.purpose}: ${shown(view)})`,
    ),
    '',
  ].join('\n');
}

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

const classified = ({ type, tier, category, semantic }: FieldRow): string =>
  `${type}, tier \`${tier}\`, category \`${category}\`, semantic type \`${semantic}\``;

const shown = ({ cells, rows }: WhoView): string => cells.map(({ cases }) => outcomeInWords({ cases, rows })).join();

/** What differs from row to row is long, and stands last. */
const lineOf = (view: WhoView, field: FieldRow | undefined): readonly (readonly string[])[] =>
  view.cells.map(({ cases, ...cell }) => {
    const outcome = outcomeInWords({ cases, rows: view.rows });
    const whole = cases[0]?.when.kind === 'all';
    const where = `${view.rows.words}${view.roots.length > 0 ? '' : ', through relations only'}`;
    return [
      holderInWords(view.holder),
      view.purpose,
      whole ? outcome : 'conditional',
      usesInWords(cell, field),
      whole ? where : `${outcome}, of ${where}`,
    ];
  });

/** What may be done with it beside selecting it. Operators are named where the type has more of them. */
function usesInWords({ filter, order, lookup }: Omit<WhoCell, 'cases'>, field: FieldRow | undefined): string {
  const whole = filter.length === operatorsOf(undefined, [], (field?.type ?? 'String') as FieldType).size;
  const used = [
    filter.length === 0 ? undefined : whole ? 'filter' : `filter (${filter.join(', ')})`,
    order ? 'order' : undefined,
    lookup.kind === 'none' ? undefined : 'lookup',
  ].filter((use) => use !== undefined);
  return used.length > 0 ? used.join(', ') : 'select only';
}
