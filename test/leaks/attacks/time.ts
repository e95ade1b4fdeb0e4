import { expect, test } from 'vitest';
import { noRows } from '../../../gateway/rows.ts';
import type { Store } from '../../../gateway/stores/contract.ts';
import { attacked, type Attacker } from './gateway.ts';

// Time itself is not measured: on a machine that does something else as well, the noise of one statement is larger than what
// a row that is read and thrown away would add, and a test with a tolerance would prove nothing. What stands for it is the
// work: whoever is answered "there is none" has made the stores do exactly the same, whether there is one or not.

/** The statements that an answer took: their texts, and how many rows each brought. */
async function work(act: () => Promise<unknown>): Promise<readonly string[]> {
  const { running } = await attacked();
  const stores = [...running.gateway.stores.values()] as { read: Store['read'] }[];
  const before = stores.map((store) => store.read);
  const done: string[] = [];
  for (const [at, store] of stores.entries())
    store.read = async (query, values, call) => {
      const rows = (await before[at]?.(query, values, call)) ?? noRows;
      done.push(`${query.text} with ${values.length} values: ${rows.count} rows`);
      return rows;
    };
  try {
    await act();
  } finally {
    for (const [at, store] of stores.entries()) Object.assign(store, { read: before[at] });
  }
  return done.sort();
}

const node = 'query($i: ID!) { node(id: $i) { __typename id } }';
const attempts: readonly (readonly [Attacker, string, hidden: string, never: string])[] = [
  ['customer', node, 'Customer:2', 'Customer:77777777'],
  [
    'customer',
    'query($i: ID!) { customer(id: $i) { id name orders { totalCount nodes { id } } feedbacks { nodes { text } } } }',
    'Customer:2',
    'Customer:77777777',
  ],
  [
    'customer',
    'query($i: ID!) { orders(filter: { customer: { id: { eq: $i } } }) { totalCount nodes { id } } }',
    'Customer:2',
    'Customer:77777777',
  ],
  [
    'customer',
    'query($i: ID!) { feedbacks(filter: { customer: { id: { in: [$i] } } }) { totalCount nodes { text } } }',
    'Customer:2',
    'Customer:77777777',
  ],
  [
    'marketing',
    'query($i: ID!) { customer(id: $i) { id email orders(first: 2) { nodes { id } } } node(id: $i) { id } }',
    'Customer:SILENT',
    'Customer:77777777',
  ],
  [
    'marketing',
    'query($i: ID!) { orders(filter: { customer: { id: { eq: $i } } }) { totalCount nodes { id } } }',
    'Customer:SILENT',
    'Customer:77777777',
  ],
  ['acme', node, 'Customer:1', 'Customer:77777777'],
  ['acme', node, 'Order:1', 'Order:77777777'],
  ['acme', 'query($i: ID!) { orders(filter: { id: { eq: $i } }) { nodes { id } } }', 'Order:1', 'Order:77777777'],
  ['borealis', 'query($i: ID!) { customer(id: $i) { id } node(id: $i) { id } }', 'Customer:1', 'Customer:77777777'],
  ['analyst', 'query($i: ID!) { customer(id: $i) { id } node(id: $i) { id } }', 'Customer:1', 'nonsense'],
];

test.each(attempts)(
  '%s makes the stores do the same for a record that is hidden and for one that never was: %s',
  async (who, query, hidden, never) => {
    const { ask, rows } = await attacked();
    const [silent] = await rows(
      "select c.id from crm.customers c where not exists (select from crm.consents k where k.customer_id = c.id and k.kind = 'marketing' and k.withdrawn_at is null) order by id limit 1",
    );
    const ids = [hidden.replace('SILENT', silent?.['id'] ?? ''), never];
    // Once each, so that both have their plans.
    for (const i of ids) await ask(who, query, { i });
    const [there, nowhere] = [
      await work(() => ask(who, query, { i: ids[0] })),
      await work(() => ask(who, query, { i: ids[1] })),
    ];
    expect(there).toEqual(nowhere);
  },
);

test('and for a name that is hidden, a purpose that is not theirs and a partner whose agreement is over, they do nothing', async () => {
  const { ask, askAs } = await attacked();
  const done = await work(async () => {
    await ask('acme', '{ customers { nodes { id } } }');
    await ask('acme', '{ orders { nodes { id total } } }');
    await ask('borealis', '{ customers(filter: { phone: { eq: "1" } }) { nodes { id } } }');
    await ask('marketing', 'query($f: CustomerFilter) { customers(filter: $f) { nodes { id } } }', {
      f: { phone: { eq: '1' } },
    });
    await askAs({ partner: 'expired', purpose: 'parcel-delivery' }, '{ orders { nodes { id } } }');
    await askAs({ partner: 'acme', purpose: 'market-research' }, '{ orders { nodes { id } } }');
  });
  expect(done).toEqual([]);
});
