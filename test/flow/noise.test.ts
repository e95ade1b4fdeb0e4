// Figures with noise, from the question to the record.
import { expect, onTestFinished, test } from 'vitest';
import { fileBudgets } from '../../gateway/ledger/budgets/file.ts';
import { rowsOf } from '../../gateway/rows.ts';
import type { Budgets } from '../../plugins/anonymization/port.ts';
import { GatewayError } from '../../schema/terms/errors.ts';
import { demoGateway } from '../fixtures/gateway.ts';
import { changedPolicy, manyQuestions, noisyDemo, now, question } from '../fixtures/noisy-demo.ts';
import { newFolder } from './ledger-fixtures.ts';

const demo = await demoGateway();
const { gateway } = demo.running;

async function newBudgets(): Promise<Budgets> {
  const budgets = await fileBudgets({ folder: await newFolder(), onFault: () => undefined, now: () => now });
  onTestFinished(() => budgets.close());
  return budgets;
}

const byCountry = '{ customersAggregate(groupBy: { country: true }) { key { country } subjects } }';
interface Country {
  readonly key: { readonly country: string };
  readonly subjects: number;
}

test('an answer lies about the truth, says how far off it may be and what it cost, and so does its record', async () => {
  const { ask } = noisyDemo(gateway, await newBudgets());
  const { data, noise, entry, reads } = await ask(byCountry);
  const truth = new Map(
    (await demo.rows('select country, count(*)::int as people from crm.customers group by 1')).map(
      ({ country, people }) => [country, Number(people)] as const,
    ),
  );
  const found = data?.['customersAggregate'] as readonly Country[];
  const off = found.map(({ key, subjects }) => subjects - (truth.get(key.country) ?? 0));
  expect(found).toHaveLength(7);
  // Seven numbers, three times as far as one in twenty is: not once in a million runs.
  for (const one of off) expect(Math.abs(one)).toBeLessThanOrEqual(3 * 7);
  expect(off.some((one) => one !== 0)).toBe(true);
  expect(reads).toBe(1);
  expect(noise).toMatchObject([
    {
      path: 'customersAggregate',
      aggregate: 'people-by-country',
      mechanism: 'gaussian',
      rho: 0.05,
      again: false,
      errors: { subjects: 7 },
      budget: { population: 'Customer', rho: 0.5, left: 0.45, until: '2027-01-01T00:00:00.000Z' },
    },
  ]);
  expect(entry?.spent).toEqual([
    {
      recipient: 'borealis-figures/partner:borealis',
      population: 'Customer',
      period: '2026-Q4',
      aggregate: 'people-by-country',
      rho: 0.05,
    },
  ]);
});

test('averaging: the same question, however it is dressed, has the same answer and costs nothing', async () => {
  const { ask } = noisyDemo(gateway, await newBudgets());
  const first = await ask(byCountry);
  const figures = first.data?.['customersAggregate'] as readonly Country[];
  for (const dressed of [
    byCountry,
    `query Other { ${byCountry.slice(1)}`,
    '{ customersAggregate(first: 7, groupBy: { country: true, city: false }) { subjects key { country } } }',
  ]) {
    const { data, noise, entry, reads, codes } = await ask(dressed);
    expect(codes).toEqual([]);
    expect(data?.['customersAggregate']).toEqual(figures);
    expect(noise).toMatchObject([{ again: true, budget: { left: 0.45 } }]);
    expect(entry?.spent).toMatchObject([{ rho: 0 }]);
    expect(reads).toBe(0);
  }
});

test('replay: what was answered stays the answer, whatever the data have become', async () => {
  const { ask, change } = noisyDemo(gateway, await newBudgets());
  const before = await ask(byCountry);
  change(
    new Map(
      [...gateway.stores].map(([name, store]) => [name, { ...store, read: async () => rowsOf([['CN', 999_999]]) }]),
    ),
  );
  const after = await ask(byCountry);
  expect(after.data).toEqual(before.data);
  // Another figure of other data is no other answer to the same question either.
  expect((await ask('{ a: customersAggregate(groupBy: { country: true }) { subjects } }')).reads).toBe(0);
});

test('an answer that failed after it was paid is free when it is asked again, and is thrown once', async () => {
  const budgets = await newBudgets();
  const { ask, change } = noisyDemo(gateway, budgets);
  const away = async (): Promise<never> => {
    throw new GatewayError('STORE_UNAVAILABLE', 'away');
  };
  change(new Map([...gateway.stores].map(([name, store]) => [name, { ...store, read: away }])));
  const failed = await ask(byCountry);
  expect(failed.codes).toEqual(['STORE_UNAVAILABLE']);
  expect(failed.entry).toMatchObject({ outcome: 'failed', spent: [{ rho: 0.05 }] });
  change(gateway.stores);
  const answered = await ask(byCountry);
  expect(answered.noise).toMatchObject([{ again: true, budget: { left: 0.45 } }]);
  expect(answered.entry?.spent).toMatchObject([{ rho: 0 }]);
});

test('budgets that cannot be asked refuse the operation, and nothing is read for it', async () => {
  const unavailable = async (): Promise<never> => {
    throw new GatewayError('LEDGER_UNAVAILABLE', 'away');
  };
  const budgets = await newBudgets();
  const reserved = await noisyDemo(gateway, { ...budgets, reserve: unavailable }).ask(byCountry);
  expect([reserved.codes, reserved.data, reserved.reads]).toEqual([['LEDGER_UNAVAILABLE'], undefined, 0]);
  const settled = await noisyDemo(gateway, { ...budgets, settle: unavailable }).ask(byCountry);
  expect([settled.codes, settled.data]).toEqual([['LEDGER_UNAVAILABLE'], undefined]);
  expect(settled.entry?.outcome).toBe('failed');
});

test('what is not registered is refused before anything is paid or read, and told what is', async () => {
  const { ask } = noisyDemo(gateway, await newBudgets());
  for (const refused of [
    '{ customersAggregate { subjects } }',
    '{ ordersAggregate(groupBy: { placedAt: YEAR }) { count } }',
    '{ feedbacksAggregate { avg { rating } } }',
  ]) {
    const { codes, errors, reads, entry } = await ask(refused);
    expect(codes).toEqual(['USE_DENIED']);
    expect(errors[0]?.message).toMatch(/come with noise, of what is registered alone, without a filter: `[a-z-]+` \(/);
    expect([reads, entry?.spent]).toEqual([0, undefined]);
  }
});

test('a hundred questions at once are granted to the last unit, and the rest of them nothing', async () => {
  const { ask } = noisyDemo(gateway, await newBudgets(), manyQuestions(30, 0.03));
  const all = await Promise.all(Array.from({ length: 100 }, (_, at) => ask(question(at % 30))));
  const paid = all.flatMap(({ entry }) => entry?.spent ?? []).filter(({ rho }) => rho > 0);
  // 16 of 0.03 are 0.48; the last 0.02 buy nothing.
  expect(paid).toHaveLength(16);
  const refused = all.filter(({ codes }) => codes.includes('BUDGET_EXHAUSTED'));
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every(({ data, reads }) => data === undefined && reads === 0)).toBe(true);
});

test('a group of fewer people than a size, counted with noise, is left out where both are asked for', async () => {
  const least = {
    partners: ['borealis'],
    purposes: ['market-figures'],
    size: 100,
    grid: { Customer: { country: true, city: true } },
  };
  const { ask } = noisyDemo(gateway, await newBudgets(), { 'minimumGroups.1': least });
  const { data } = await ask(byCountry);
  const shown = data?.['customersAggregate'] as readonly Country[];
  expect(shown.length).toBeLessThan(7);
  for (const { subjects } of shown) expect(subjects).toBeGreaterThanOrEqual(100);
  // Of what has no grid there, and of what counts no people, nothing is answered.
  const orders = await ask('{ ordersAggregate(groupBy: { placedAt: QUARTER }) { count } }').catch(() => undefined);
  expect(orders?.data).toBeUndefined();
});

test('who has nothing left is told so on both doors, when it begins anew, and is still given what was paid', async () => {
  const { running, configuration, token, send } = demo;
  const { edition } = gateway;
  const policy = changedPolicy({ 'noise.borealis-figures.rho': 0.11 });
  const before = edition().policy;
  running.reload({ ...configuration, policy });
  onTestFinished(() => void running.reload({ ...configuration, policy: before }));
  const headers = { authorization: `Bearer ${await token('partner-borealis')}`, 'scrim-purpose': 'market-figures' };
  const cities = '{ customersAggregate(groupBy: { city: true }) { key { city } subjects } }';
  const orders = '{ ordersAggregate(groupBy: { placedAt: QUARTER }) { count } }';
  expect((await send({ query: byCountry }, headers)).status).toBe(200);
  await send({ query: cities }, headers);
  for (const door of ['cold', 'warm']) {
    const response = await send({ query: orders }, headers);
    expect([door, response.status]).toEqual([door, 429]);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    const body = (await response.json()) as { readonly errors: readonly { readonly message: string }[] };
    expect(body.errors[0]).toMatchObject({ extensions: { code: 'BUDGET_EXHAUSTED' } });
    expect(body.errors[0]?.message).toMatch(/until `\d{4}-\d\d-01T00:00:00.000Z`, ρ 0\.\d+ is left/);
    expect((await send({ query: byCountry }, headers)).status).toBe(200);
  }
});
