// Groups that are bound to a size: whoever comes to a group that is not told, leaves it or changes in it, while it stays untold,
// changes no answer at all.
import fc from 'fast-check';
import { parse } from 'graphql';
import { expect } from 'vitest';
import { catalogueOf } from '../fixtures/worlds/catalogues.ts';
import { wholly } from '../fixtures/worlds/compared.ts';
import type { Filling } from '../fixtures/worlds/filling.ts';
import { type Answering, gatewayPath } from '../fixtures/worlds/gateway-path.ts';
import type { PolicyValue } from '../fixtures/worlds/policies.ts';
import { parsed, ring, worldConcerns } from '../fixtures/worlds/world.ts';
import type { TwinRow } from '../reference/world.ts';

const size = 3;
const dominance = 60;
const id = { type: 'ID', tier: 'low', category: 'ids' };
const key = { column: 'id', type: 'integer' };
const catalogue = catalogueOf({
  entities: {
    Person: {
      store: 's1',
      table: 'w.person_integer',
      key,
      subject: 'self',
      roots: { many: 'persons' },
      fields: { id },
    },
    Order: {
      store: 's1',
      table: 'w.order_integer',
      key,
      subject: 'person',
      roots: { many: 'orders' },
      fields: {
        id,
        kind: { type: 'Enum', values: ['A', 'B', 'C'], tier: 'low', category: 'what' },
        at: { type: 'DateTime', tier: 'low', category: 'what' },
        price: { type: 'Decimal', tier: 'low', category: 'what' },
        count: { type: 'Int', tier: 'low', category: 'what' },
      },
      relations: { person: { to: 'Person', via: 'person_id_integer' } },
    },
  },
});

const policy: PolicyValue = {
  tiers: ['low'],
  categories: ['ids', 'what'],
  purposes: { study: { description: 'for it', legalBasis: 'contract', tier: 'low', categories: ['ids', 'what'] } },
  partners: {},
  ladders: {},
  minimumGroups: [{ size, dominance, grid: { Order: { kind: true, at: 'quarter' } } }],
  roles: {
    ada: {
      description: 'ada',
      tier: 'low',
      grants: [
        {
          purposes: ['study'],
          statistics: ['Order.kind', 'Order.at', 'Order.price', 'Order.count'],
          ...{ roots: [], clear: [], reduced: [], replaced: [], withheld: [], lookup: [], count: [], rows: {} },
        },
      ],
    },
  },
};

const figures = 'count sum { price count } avg { price count }';
const questions = [
  `{ ordersAggregate { ${figures} } }`,
  `{ ordersAggregate(groupBy: { kind: true }) { key { kind } ${figures} } }`,
  `{ ordersAggregate(groupBy: { at: YEAR }) { key { at } ${figures} } }`,
  `{ ordersAggregate(groupBy: { at: QUARTER, kind: true }) { key { at kind } subjects ${figures} } }`,
  ...['A', 'B', 'C'].map((kind) => `{ ordersAggregate(filter: { kind: { eq: ${kind} } }) { ${figures} } }`),
  ...['A', 'B', 'C'].map((kind) => `{ ordersAggregate(filter: { not: { kind: { eq: ${kind} } } }) { ${figures} } }`),
  `{ ordersAggregate(filter: { at: { gte: "2025-04-01T00:00:00Z" } }, groupBy: { kind: true }) { key { kind } ${figures} } }`,
  `{ ordersAggregate(filter: { kind: { isNull: true } }, groupBy: { at: QUARTER }) { key { at } ${figures} } }`,
];

export type Order = TwinRow;

const anyOrder = fc.record({
  kind: fc.constantFrom('A', 'A', 'B', 'C', null),
  at: fc.constantFrom(
    '2025-01-05T00:00:00.000000Z',
    '2025-03-31T23:59:59.999999Z',
    '2025-07-01T00:00:00.000000Z',
    null,
  ),
  price: fc.constantFrom('1', '2.50', '-3', '400', '0', null),
  count: fc.constantFrom(1, 2, 90, null),
  person_id_integer: fc.constantFrom('1', '2', '3', '4', '5', null),
});

export const rowsOf = (orders: readonly Order['cells'][]): readonly Order[] =>
  orders.map((cells, at) => ({ key: String(at + 1), cells }));

const quarterOf = (at: unknown): string =>
  at === null ? 'none' : `${String(at).slice(0, 4)} ${Math.floor((Number(String(at).slice(5, 7)) - 1) / 3)}`;
const cellOf = ({ cells }: Order): string => `${String(cells['kind'])} ${quarterOf(cells['at'])}`;
const insideOf = (rows: readonly Order[], cell: string): readonly Order[] => rows.filter((row) => cellOf(row) === cell);
const peopleIn = (rows: readonly Order[]): number =>
  new Set(rows.flatMap(({ cells }) => cells['person_id_integer'] ?? [])).size;
const isTold = (rows: readonly Order[], cell: string): boolean => peopleIn(insideOf(rows, cell)) >= size;

/** Whether the sum of a cell is told: as many people have a part of it, and nobody has too large a one. */
function isSumTold(rows: readonly Order[], cell: string, field: 'price' | 'count'): boolean {
  const having = insideOf(rows, cell).filter(({ cells }) => cells[field] !== null);
  const parts = new Map<unknown, number>();
  for (const { cells } of having)
    parts.set(cells['person_id_integer'], (parts.get(cells['person_id_integer']) ?? 0) + Number(cells[field]));
  const sizes = [...parts.values()].map(Math.abs);
  const whole = sizes.reduce((sum, one) => sum + one, 0);
  return isTold(rows, cell) && peopleIn(having) >= size && sizes.every((one) => one * 100 <= dominance * whole);
}

/** A change that must not be seen, or nothing where it would be one that may. */
function unseen(rows: readonly Order[], at: number, to: Order['cells'] | undefined): readonly Order[] | undefined {
  const before = rows[at % Math.max(rows.length, 1)];
  const next = to
    ? [...rows.filter((row) => row !== before), { key: before?.key ?? '99', cells: to }]
    : rows.filter((row) => row !== before);
  const touched = [before, to && { key: '', cells: to }].flatMap((row) => (row ? [cellOf(row)] : []));
  return touched.every((cell) => !isTold(rows, cell) && !isTold(next, cell)) ? next : undefined;
}

/** The same for a value of a group that is told, where its sum is not. */
function unsummed(
  rows: readonly Order[],
  at: number,
  price: Order['cells'][string] | undefined,
): readonly Order[] | undefined {
  const before = rows[at % Math.max(rows.length, 1)];
  if (!before || before.cells['price'] === null || price === undefined || price === null) return undefined;
  const next = rows.map((row) => (row === before ? { ...row, cells: { ...row.cells, price } } : row));
  const cell = cellOf(before);
  return isTold(rows, cell) && !isSumTold(rows, cell, 'price') && !isSumTold(next, cell, 'price') ? next : undefined;
}

/** Answers to all questions, whatever rows there are. */
export function answering(filling: Filling): (rows: readonly Order[]) => Promise<readonly string[]> {
  const world = {
    catalogue,
    policy: parsed(policy, catalogue),
    concerns: worldConcerns,
    keyring: ring,
    rows: new Map(),
  };
  const asker = { entitlement: { roles: ['ada'] }, purpose: 'study', now: 0, bindings: {} };
  const path = gatewayPath(world, asker, filling.stores);
  const asked: readonly Answering[] = questions.map((source) => path.plan(parse(source), source));
  return async (rows) => {
    await filling.fill(
      catalogue,
      new Map([
        ['Person', []],
        ['Order', rows],
      ]),
    );
    const answers: string[] = [];
    for (const one of asked) answers.push(wholly(await one({})));
    return answers;
  };
}

/** How often the law was held against something at all. */
export interface Held {
  hidden: number;
  values: number;
  told: number;
}

/** So often, somebody comes to an untold group, leaves it or changes in it, while it stays untold. */
export async function hiddenGroupsLaw(filling: Filling, runs: number, limitMs: number): Promise<Held> {
  const met: Held = { hidden: 0, values: 0, told: 0 };
  const answersOn = answering(filling);
  await fc.assert(
    fc.asyncProperty(anyOrders, anyChanges, async (orders, changes) => {
      const rows = rowsOf(orders);
      let hidden: readonly Order[] = rows;
      let values: readonly Order[] = rows;
      for (const [at, to] of changes) {
        hidden = unseen(hidden, at, to) ?? hidden;
        values = unsummed(values, at, to?.price) ?? values;
      }
      const others = [hidden, values].filter((one) => one !== rows);
      if (others.length === 0) return;
      const before = await answersOn(rows);
      for (const other of others) expect(await answersOn(other), JSON.stringify([rows, other])).toEqual(before);
      if (hidden !== rows) met.hidden += 1;
      if (values !== rows) met.values += 1;
      if (before.some((text) => /"count":[1-9]/.test(text))) met.told += 1;
    }),
    { numRuns: runs, interruptAfterTimeLimit: limitMs, markInterruptAsFailure: true },
  );
  return met;
}

const anyOrders = fc.array(anyOrder, { minLength: 4, maxLength: 24 });
const anyChanges = fc.array(fc.tuple(fc.nat(30), fc.option(anyOrder, { nil: undefined })), {
  minLength: 6,
  maxLength: 12,
});

/** An order of one group: by whom, and of how much. */
export const orderOf = (person: string, price: string): Order['cells'] => ({
  kind: 'A',
  at: '2025-01-05T00:00:00.000000Z',
  price,
  count: 1,
  person_id_integer: person,
});
