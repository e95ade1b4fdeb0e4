import type { Cell, Value } from '../../../schema/terms/field.ts';
import type { Bound, Row } from '../../statement.ts';
import { type Ask, asksFor } from './asks.ts';
import type { BoundCondition } from './conditions.ts';
import { RestFault } from './faults.ts';
import { callsLeft, type Follow, follow, gather, type Table, tableFor, tableOf } from './fetching.ts';
import type { Json } from './json.ts';
import type { Cells, Env } from './making.ts';
import { ordering } from './manner.ts';
import type { Resource } from './resource-options.ts';
import { castAll, type SelectPlan } from './plan.ts';
import { type Manner, recordsOf, totalOf } from './records.ts';
import type { Session } from './session.ts';

/** A record that fulfils everything: what is read of it, what it is ordered by, and the key of its group. */
interface Kept {
  readonly row: Row;
  readonly order: readonly Cell[];
  readonly group: Value | null;
}

interface Work {
  readonly session: Session;
  readonly plan: SelectPlan;
  readonly env: Env;
  readonly base: Table;
  readonly follows: readonly Follow[];
  readonly limit: number;
}

/** The rows of a statement: records are asked for as narrowly as the API can be, and whatever more is asked is asked here. */
export async function readRows(
  session: Session,
  resources: Readonly<Record<string, Resource>>,
  plan: SelectPlan,
  values: readonly Bound[],
): Promise<readonly Row[]> {
  const params = castAll(plan.params, values);
  const env: Env = { rows: [], found: [], params, values };
  const base = tableFor(resources, plan.base, env);
  const follows = plan.others.map((one) => follow(tableFor(resources, one, env)));
  const { limit, count } = plan.select;
  const work: Work = {
    session,
    plan,
    env,
    base,
    follows,
    limit: limit === undefined || count ? Number.POSITIVE_INFINITY : Number(values[limit]),
  };
  if (plan.each) return groups(work, plan.each);
  const asks = asksFor(base.resource, base.conditions, callsLeft(session));
  const [only] = asks.of;
  if (
    count &&
    asks.of.length === 1 &&
    only?.by === 'list' &&
    plan.askable &&
    asks.exact.size === base.conditions.length
  ) {
    const total = await totalOf(session, base.resource, only.says);
    if (total !== undefined) return [[total]];
  }
  const kept = (await inOrder(work, asks.of)) ?? (await all(work, asks.of));
  return count ? [[kept.length]] : kept.map(({ row }) => row);
}

/** The rows of each key, which comes before its rows. */
async function groups(work: Work, each: NonNullable<SelectPlan['each']>): Promise<readonly Row[]> {
  const keys = work.env.params[each.param]?.list ?? [];
  const byKey = (await groupsInOrder(work, keys)) ?? (await groupsOf(work, each, keys));
  return keys.flatMap((key) => {
    const kept = byKey.get(each.same(key)) ?? [];
    if (work.plan.select.count) return kept.length > 0 ? [[kept[0]?.group ?? null, kept.length]] : [];
    return kept.map(({ row, group }) => [group, ...row]);
  });
}

type Groups = ReadonlyMap<Value, readonly Kept[]>;

/** Where the API can be asked by the key of a group, and may be. */
const groupCondition = ({ plan: { select, base } }: Work, values: readonly Value[]): readonly BoundCondition[] => {
  const column = select.each?.column;
  return column && column.alias === base.source.alias ? [{ column, operator: 'in', values }] : [];
};

async function groupsOf(work: Work, each: NonNullable<SelectPlan['each']>, keys: readonly Value[]): Promise<Groups> {
  const { session, base, env, limit } = work;
  if (keys.length === 0) return new Map();
  const conditions = [...base.conditions, ...groupCondition(work, keys)];
  const wanted = env.params[each.param]?.members;
  const found = new Map<Value, Kept[]>();
  for (const one of await all(
    { ...work, limit: Number.POSITIVE_INFINITY },
    asksFor(base.resource, conditions, callsLeft(session)).of,
  )) {
    if (one.group === null || !wanted?.has(each.same(one.group))) continue;
    const list = found.get(each.same(one.group));
    if (!list) found.set(each.same(one.group), [one]);
    else if (list.length < limit) list.push(one);
  }
  return limit < 1 ? new Map() : found;
}

/** Each group by itself, no further than its limit; nothing where the API cannot give one in order. */
async function groupsInOrder(work: Work, keys: readonly Value[]): Promise<Groups | undefined> {
  const { session, base, plan } = work;
  const asks = keys.map((key) => {
    const conditions = [...base.conditions, ...groupCondition(work, [key])];
    const { of, told } = asksFor(base.resource, conditions, 1);
    return of.length === 1 && told.has(base.conditions.length) ? of[0] : undefined;
  });
  if (!orderOf(work) || keys.length > callsLeft(session) || !asks.every((one) => one !== undefined)) return undefined;
  const readers = asks.map((ask) => ordered(work, ask));
  const found = new Map<Value, readonly Kept[]>();
  for (const [at, key] of keys.entries()) {
    const kept = (await readers[at]?.()) ?? [];
    found.set(plan.each?.same(key) ?? key, kept);
  }
  return found;
}

const orderOf = ({ base, plan, limit }: Work): Manner['says'] | undefined =>
  limit === Number.POSITIVE_INFINITY ? undefined : ordering(base.resource, base.plan.source.alias, plan.select.orderBy);

/** More lists than this are read whole: each of them costs a page at least. */
const fewLists = 20;

/** The first of each list, in one order; nothing where the API has none, or its lists are too many. */
async function inOrder(work: Work, asks: readonly Ask[]): Promise<readonly Kept[] | undefined> {
  if (asks.length > fewLists || !asks.every(({ by }) => by === 'list') || !orderOf(work)) return undefined;
  const readers = asks.map((ask) => ordered(work, ask));
  const kept: Kept[] = [];
  for (const next of readers) kept.push(...(await next()));
  return inWanted(work, kept);
}

const inWanted = ({ plan, limit }: Work, kept: readonly Kept[]): readonly Kept[] =>
  kept.toSorted((one, other) => plan.compare(one.order, other.order)).slice(0, limit);

/** Begins to read a list in the API's own order; what it gives reads on until there are as many as are wanted. */
function ordered(work: Work, ask: Ask): () => Promise<readonly Kept[]> {
  const { session, base, plan, limit } = work;
  const says = [...base.manner.says, ...(orderOf(work) ?? [])];
  const pages = recordsOf(session, base.resource, ask, { says })[Symbol.asyncIterator]();
  const first = pages.next();
  // It is looked at when its turn comes; until then its failure is nobody's.
  first.catch(() => undefined);
  return async () => {
    const kept: Kept[] = [];
    let last: readonly Cell[] | undefined;
    for (let page: IteratorResult<readonly Json[]> = await first; !page.done; page = await pages.next()) {
      const rows = base.fresh(page.value);
      for (const row of rows) {
        work.env.rows[0] = row;
        const order = plan.order.map((term) => term(work.env));
        if (last && plan.compare(last, order) > 0)
          throw new RestFault('statement', `ORDER ${tableOf(plan.base.source)}`);
        last = order;
      }
      kept.push(...(await judged(work, rows)));
      if (kept.length >= limit) break;
    }
    return kept.slice(0, limit);
  };
}

/** Everything that these ways of asking give, put in order here. */
async function all(work: Work, asks: readonly Ask[]): Promise<readonly Kept[]> {
  return inWanted(work, await judged(work, await gather(work.session, work.base, asks)));
}

/** Those of the records that fulfil everything; what is asked of other tables is fetched for those that fulfil the rest. */
async function judged({ session, plan, env, follows }: Work, rows: readonly Cells[]): Promise<readonly Kept[]> {
  const stand = (row: Cells): void => {
    env.rows[0] = row;
  };
  const fitting = rows.filter((row) => {
    stand(row);
    return plan.fits(env);
  });
  if (fitting.length === 0) return [];
  for (const next of follows) await next(session, env, fitting);
  return fitting.flatMap((row): readonly Kept[] => {
    stand(row);
    plan.join(env);
    if (!plan.holds(env)) return [];
    const of = (evaluated: SelectPlan['columns']): readonly Cell[] => evaluated.map((one) => one(env));
    return [{ row: of(plan.columns), order: of(plan.order), group: plan.each?.key(env) ?? null }];
  });
}
