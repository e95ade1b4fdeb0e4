import { expect, test } from 'vitest';
import { readEntries } from '../../gateway/ledger/read.ts';
import { demoGateway } from '../fixtures/gateway.ts';
import { collect } from './ledger-fixtures.ts';

test('the first of groups that are surrogates or ids are refused where the store would have to cut them by what these stand for', async () => {
  const { ask } = await demoGateway();
  for (const field of ['id', 'phone'])
    for (const first of ['', ', first: 1000', ', first: 3']) {
      const query = `{ customersAggregate(groupBy: { ${field}: true }${first}) { key { ${field} } count } }`;
      const { body } = await ask('analyst', 'analytics', query);
      expect([body.data, body.errors?.[0]?.extensions?.['code']]).toEqual([undefined, 'COST_EXCEEDED']);
    }
  const few = '{ customersAggregate(filter: { country: { eq: "AU" } }, groupBy: { phone: true }, first: 3) { count } }';
  expect((await ask('analyst', 'analytics', few)).body.data).toEqual({
    customersAggregate: [{ count: 1 }, { count: 1 }, { count: 1 }],
  });
});

test('whom a group is about alone is on record like whom a row is about; what is about several people is on nobody’s', async () => {
  const { ask, data } = await demoGateway();
  const recorded = async (persona: string, purpose: string, query: string): Promise<number> => {
    const { body } = await ask(persona, purpose, `{ ${query} }`);
    const receipt = body.extensions?.privacy?.receipt;
    expect(body.errors).toBeUndefined();
    const entries = await collect(readEntries(`${data}/ledger`));
    const found = entries.find(({ entry }) => entry.receipt === receipt)?.entry;
    return found && 'subjectCount' in found ? found.subjectCount : -1;
  };
  const fraud = (query: string): Promise<number> => recorded('fraud', 'fraud-investigation', query);
  // Keys of groups are values: what they are of one person could be read here instead of in rows.
  const keys = 'key { nationalId name email }';
  const by = 'groupBy: { nationalId: true, name: true, email: true }';
  expect(await fraud(`customersAggregate(${by}, first: 7) { ${keys} }`)).toBe(7);
  const { body } = await ask('fraud', 'fraud-investigation', '{ orders(first: 1) { nodes { customer { id } } } }');
  const [, id] = /"id":"([^"]+)"/.exec(JSON.stringify(body.data)) ?? [];
  const someone = `filter: { customer: { id: { eq: "${id}" } } }`;
  expect(await fraud(`ordersAggregate(${someone}) { sum { total } }`)).toBe(1);
  expect(await fraud(`ordersAggregate(${someone}, groupBy: { id: true }) { count }`)).toBe(1);
  expect(await fraud('customersAggregate(groupBy: { country: true }) { key { country } count }')).toBe(0);
  expect(await fraud('customersAggregate(filter: { name: { eq: "Nobody" } }) { count }')).toBe(0);
  const phones = 'customersAggregate(filter: { city: { eq: "Sydney" } }, groupBy: { phone: true }, first: 3) { count }';
  expect(await recorded('analyst', 'analytics', phones)).toBe(3);
  expect(await recorded('analyst', 'reporting', 'ordersAggregate(groupBy: { currency: true }) { count }')).toBe(0);
});

test('fewer than no groups are refused, with noise or without: they would pay for rows that are read beside them', async () => {
  const { ask } = await demoGateway();
  for (const [persona, purpose, by, figure] of [
    ['partner-borealis', 'market-figures', 'country', 'subjects'],
    ['analyst', 'reporting', 'country', 'count'],
  ] as const) {
    const asked = (first: number) => `{ customersAggregate(groupBy: { ${by}: true }, first: ${first}) { ${figure} } }`;
    const less = await ask(persona, purpose, asked(-1));
    expect([less.body.data, less.body.errors?.[0]?.extensions?.code]).toEqual([undefined, 'BAD_USER_INPUT']);
    const more = await ask(persona, purpose, asked(1001));
    expect([more.body.data, more.body.errors?.[0]?.extensions?.code]).toEqual([undefined, 'COST_EXCEEDED']);
  }
});
