import { expect, test } from 'vitest';
import { demoGateway } from '../fixtures/gateway.ts';

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
