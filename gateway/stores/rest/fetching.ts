import type { Value } from '../../../schema/terms/field.ts';
import type { Source } from '../../statement.ts';
import { type Ask, type Asks, asksFor } from './asks.ts';
import { type Reading, readingOf } from './cells.ts';
import { type BoundCondition, boundCondition } from './conditions.ts';
import { RestFault } from './faults.ts';
import type { Json } from './json.ts';
import type { Cells, Env, Found } from './making.ts';
import { selection } from './manner.ts';
import type { Resource } from './resource-options.ts';
import type { ReadPlan } from './plan.ts';
import { type Manner, recordsOf } from './records.ts';
import type { Session } from './session.ts';
import { typeFacts } from './types.ts';

/** The name that gateway.yaml and the catalogue call a resource by. */
export const tableOf = ({ schema, table }: Pick<Source, 'schema' | 'table'>): string =>
  schema === undefined ? table : `${schema}.${table}`;

/** One table of a statement while it is read. */
export interface Table {
  readonly plan: ReadPlan;
  readonly resource: Resource;
  /** What its records are asked, as the API may know it. */
  readonly conditions: readonly BoundCondition[];
  readonly manner: Manner;
  /** The cells of records that were not met before. */
  readonly fresh: (records: readonly Json[]) => readonly Cells[];
}

export function tableFor(
  resources: Readonly<Record<string, Resource>>,
  plan: ReadPlan,
  { params }: Pick<Env, 'params'>,
): Table {
  const table = tableOf(plan.source);
  const resource = Object.hasOwn(resources, table) ? resources[table] : undefined;
  if (!resource) throw new RestFault('statement', `RESOURCE ${table}`);
  return {
    plan,
    resource,
    conditions: plan.conditions.map((one) => boundCondition(one, params)),
    manner: { says: selection(resource, plan.columns) },
    fresh: freshOf(readingOf(table, resource, plan.columns)),
  };
}

/** A list that changes while it is read may give a record twice. */
function freshOf({ key, cells }: Reading): Table['fresh'] {
  const met = new Set<string>();
  return (records) =>
    records.flatMap((record) => {
      const own = key(record);
      if (met.has(own)) return [];
      met.add(own);
      return [cells(record)];
    });
}

/** The calls that a read has left. */
export const callsLeft = ({ options, budget }: Session): number => Math.max(1, options.calls - budget.calls);

/** All records that several ways of asking give, asked at once. */
export async function gather(
  session: Session,
  { resource, manner, fresh }: Table,
  asks: readonly Ask[],
): Promise<readonly Cells[]> {
  // Of each page only the cells are kept: a record may have much more in it.
  const all = async (ask: Ask): Promise<readonly Cells[]> => {
    const found: Cells[] = [];
    for await (const page of recordsOf(session, resource, ask, manner)) for (const row of fresh(page)) found.push(row);
    return found;
  };
  return (await Promise.all(asks.map(all))).flat();
}

/** Fetches of a table what belongs to records that are there already. */
export type Follow = (session: Session, env: Env, base: readonly Cells[]) => Promise<void>;

/** What was found of a table, growing. */
interface Growing extends Found {
  readonly rows: Cells[];
  readonly byLink: Map<Value, Cells[]>;
}

export function follow(table: Table): Follow {
  const { plan, resource, conditions } = table;
  const { at, link } = plan;
  const found: Growing = { rows: [], byLink: new Map() };
  const asked = new Set<Value>();
  const state = { whole: false };
  const { same } = typeFacts[link?.column.type ?? 'String'];
  const add = (rows: readonly Cells[]): void => {
    for (const row of rows) {
      found.rows.push(row);
      const key = link && row[link.at];
      if (key === undefined || key === null) continue;
      const list = found.byLink.get(same(key));
      if (list) list.push(row);
      else found.byLink.set(same(key), [row]);
    }
  };
  const wanted = (env: Env, base: readonly Cells[]): readonly Value[] => {
    const values = linkedValues(plan, env, base).filter((value) => !asked.has(same(value)));
    return [...new Map(values.map((value) => [same(value), value] as const)).values()];
  };
  return async (session, env, base) => {
    env.found[at] = found;
    if (state.whole) return;
    const values = link ? wanted(env, base) : [];
    if (link && values.length === 0) return;
    const asks = asksAlong(resource, conditions, plan, values, callsLeft(session));
    state.whole = !link || !asks.told.has(conditions.length);
    add(await gather(session, table, asks.of));
    for (const value of values) asked.add(same(value));
  };
}

/** The last condition is that of the link. */
const asksAlong = (
  resource: Resource,
  conditions: readonly BoundCondition[],
  { link }: ReadPlan,
  values: readonly Value[],
  most: number,
): Asks =>
  asksFor(resource, link ? [...conditions, { column: link.column, operator: 'in', values }] : conditions, most);

/** What the records that are there have at the other end of the link. */
function linkedValues({ link }: ReadPlan, env: Env, base: readonly Cells[]): readonly Value[] {
  if (!link) return [];
  const { source, at } = link.to;
  const rows = source === 0 ? base : (env.found[source]?.rows ?? []);
  return rows.flatMap((row) => row[at] ?? []);
}
