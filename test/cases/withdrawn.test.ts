import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { demoGateway, type TestGateway } from '../fixtures/gateway.ts';
import type { Answer } from './gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await demoGateway();
}, 60_000);

/** The session of the stores reads only; here it lets one statement write. */
async function write(sql: string): Promise<void> {
  const [store] = [...gateway.running.gateway.stores.values()];
  const run = async (text: string): Promise<unknown> =>
    store?.read(
      { name: `write ${createHash('sha256').update(text).digest('hex').slice(0, 32)}`, text, decode: [] },
      [],
    );
  const readOnly = (on: boolean): string =>
    `select set_config('default_transaction_read_only', '${on ? 'on' : 'off'}', false)`;
  await run(readOnly(false));
  try {
    await run(sql);
  } finally {
    await run(readOnly(true));
  }
}

/** What holds while something is otherwise in the store; afterwards it is as before. */
async function meanwhile(change: string, back: string, check: () => Promise<void>): Promise<void> {
  await write(change);
  try {
    await check();
  } finally {
    await write(back);
  }
}

const withdraw = (customer: number, kind: string): readonly [string, string] => {
  const which = `customer_id = ${customer} and kind = '${kind}'`;
  // A moment that no other withdrawal has, so that exactly this one is taken back.
  const moment = `'2099-01-01T00:00:00Z'`;
  return [
    `update crm.consents set withdrawn_at = ${moment} where ${which} and withdrawn_at is null`,
    `update crm.consents set withdrawn_at = null where ${which} and withdrawn_at = ${moment}`,
  ];
};

/** Everything of an answer but its receipt. */
const told = ({ status, body }: Answer): string =>
  JSON.stringify([status, body.data, body.errors, body.extensions?.privacy?.fields]);

/** How many rows a list of this persona has, and one after another its ids. */
async function ids(who: string, purpose: string, root: string, more = ''): Promise<readonly string[]> {
  const { body } = await gateway.ask(who, purpose, `{ ${root}(first: 1000 ${more}) { nodes { id } } }`);
  expect(body.errors).toBeUndefined();
  return (
    (body.data as Readonly<Record<string, { readonly nodes: readonly { readonly id: string }[] }>>)[root]?.nodes.map(
      ({ id }) => id,
    ) ?? []
  );
}

describe('a consent that is withdrawn', () => {
  // Customer 3 agreed to marketing and to e-mail, and has orders.
  const all = `query ($id: ID!, $order: ID!) {
    customer(id: $id) { name email }
    node(id: $id) { id }
    order(id: $order) { placedAt customer { name } }
    customers(filter: { id: { eq: $id } }) { nodes { name } totalCount }
    orders(filter: { customer: { id: { eq: $id } } }) { nodes { id } totalCount }
    counted: customers(first: 1) { totalCount }
    ordered: orders(first: 1) { totalCount }
  }`;
  const never = { id: 'Customer:77777777', order: 'Order:77777777' };

  test('makes the person nonexistent from the next request on, and given again brings them back', async () => {
    const [order] = await gateway.rows(
      'select min(id)::int as id, count(*)::int as n from shop.orders where customer_id = 3',
    );
    const known = { id: 'Customer:3', order: `Order:${String(order?.['id'])}` };
    const ask = (variables: Readonly<Record<string, string>>) => gateway.ask('marketing', 'marketing', all, variables);
    const before = await ask(known);
    expect(before.body.data).toMatchObject({
      customer: { name: '东方伟' },
      node: { id: 'Customer:3' },
      customers: { totalCount: 1 },
    });
    const counts = before.body.data as {
      readonly counted: { readonly totalCount: number };
      readonly ordered: { readonly totalCount: number };
    };
    await meanwhile(...withdraw(3, 'marketing'), async () => {
      const [gone, unknown] = [await ask(known), await ask(never)];
      expect(told(gone)).toBe(told(unknown));
      expect(gone.body.data).toMatchObject({
        customer: null,
        node: null,
        order: null,
        customers: { nodes: [], totalCount: 0 },
        orders: { nodes: [], totalCount: 0 },
        counted: { totalCount: counts.counted.totalCount - 1 },
        ordered: { totalCount: counts.ordered.totalCount - Number(order?.['n']) },
      });
      expect(await ids('marketing', 'marketing', 'customers')).not.toContain('Customer:3');
    });
    expect(told(await ask(known))).toBe(told(before));
  });

  test('for e-mail withholds the address and nothing else, and the report does not tell', async () => {
    const query =
      '{ customer(id: "Customer:3") { name email } customers(filter: { email: { startsWith: "dongfangwei4706" } }) { totalCount } }';
    const ask = () => gateway.ask('marketing', 'marketing', query);
    const before = await ask();
    expect(before.body.data).toEqual({
      customer: { name: '东方伟', email: 'dongfangwei4706@youxiang.example' },
      customers: { totalCount: 1 },
    });
    await meanwhile(...withdraw(3, 'email'), async () => {
      const after = await ask();
      expect(after.body.data).toEqual({ customer: { name: '东方伟', email: null }, customers: { totalCount: 0 } });
      expect(after.body.extensions?.privacy?.fields).toEqual(before.body.extensions?.privacy?.fields);
    });
    expect(told(await ask())).toBe(told(before));
  });

  test('for sharing takes the person from the partner, whose surrogate then names nobody', async () => {
    const there = await ids('partner-borealis', 'market-research', 'customers');
    const [key] = await gateway.rows(
      "select customer_id::int as id from crm.consents where kind = 'sharing' and withdrawn_at is null order by id limit 1",
    );
    const query = `query ($id: ID!) {
      customer(id: $id) { segment orders(first: 3) { nodes { id } } }
      node(id: $id) { id }
      customers(filter: { id: { in: [$id] } }) { nodes { id } pageInfo { hasNextPage startCursor } }
    }`;
    const ask = (id: string) => gateway.ask('partner-borealis', 'market-research', query, { id });
    await meanwhile(...withdraw(Number(key?.['id']), 'sharing'), async () => {
      const left = await ids('partner-borealis', 'market-research', 'customers');
      const gone = there.filter((id) => !left.includes(id));
      expect(gone).toHaveLength(1);
      // The others keep their ids and their order.
      expect(left).toEqual(there.filter((id) => !gone.includes(id)));
      expect(told(await ask(gone[0] ?? ''))).toBe(told(await ask('nothing')));
    });
    expect(await ids('partner-borealis', 'market-research', 'customers')).toEqual(there);
  });

  test('of one kind leaves what other kinds are for', async () => {
    const [marketing, sharing] = [
      await ids('marketing', 'marketing', 'customers'),
      await ids('partner-borealis', 'market-research', 'customers'),
    ];
    const [both] = await gateway.rows(
      `select a.customer_id::int as id from crm.consents a join crm.consents b using (customer_id)
       where a.kind = 'marketing' and a.withdrawn_at is null and b.kind = 'sharing' and b.withdrawn_at is null order by 1 limit 1`,
    );
    await meanwhile(...withdraw(Number(both?.['id']), 'sharing'), async () => {
      expect(await ids('marketing', 'marketing', 'customers')).toEqual(marketing);
      expect(await ids('partner-borealis', 'market-research', 'customers')).toHaveLength(sharing.length - 1);
    });
  });

  test('between two pages is gone from the next one, without a gap or a row twice', async () => {
    const page = async (after: string | null) => {
      const query =
        'query ($after: String) { customers(first: 3, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }';
      const { body } = await gateway.ask('marketing', 'marketing', query, { after });
      expect(body.errors).toBeUndefined();
      return (
        body.data as {
          readonly customers: {
            readonly nodes: readonly { readonly id: string }[];
            readonly pageInfo: { readonly endCursor: string };
          };
        }
      ).customers;
    };
    const first = await page(null);
    const second = (await page(first.pageInfo.endCursor)).nodes.map(({ id }) => id);
    const at = Number(first.nodes[2]?.id.slice('Customer:'.length));
    const next = Number(second[0]?.slice('Customer:'.length));
    // Both the row that the cursor stands on and the one that would come next.
    await meanwhile(...withdraw(at, 'marketing'), async () => {
      await meanwhile(...withdraw(next, 'marketing'), async () => {
        const after = (await page(first.pageInfo.endCursor)).nodes.map(({ id }) => id);
        expect(after.slice(0, 2)).toEqual(second.slice(1));
      });
    });
  });
});

test('an order that is delivered is gone from who carried it, and its recipient with it', async () => {
  const there = await ids('partner-acme', 'parcel-delivery', 'orders');
  const [parcel] = await gateway.rows(
    `select min(id)::int as id from shop.orders where status = 'SHIPPED' and carrier = 'acme'
     group by customer_id having count(*) = 1 order by 1 limit 1`,
  );
  const id = Number(parcel?.['id']);
  const change = (status: string): string => `update shop.orders set status = '${status}' where id = ${id}`;
  const query = `query ($id: ID!, $customer: ID!) {
    order(id: $id) { status }
    node(id: $id) { id }
    orders(filter: { customer: { id: { eq: $customer } } }) { nodes { id } pageInfo { hasNextPage } }
  }`;
  const { body } = await gateway.ask(
    'partner-acme',
    'parcel-delivery',
    '{ orders(first: 1000) { nodes { id customer { id } } } }',
  );
  const { nodes } = (
    body.data as {
      readonly orders: {
        readonly nodes: readonly { readonly id: string; readonly customer: { readonly id: string } }[];
      };
    }
  ).orders;
  await meanwhile(change('DELIVERED'), change('SHIPPED'), async () => {
    const left = await ids('partner-acme', 'parcel-delivery', 'orders');
    const gone = nodes.filter((node) => !left.includes(node.id));
    expect(gone).toHaveLength(1);
    const ask = (variables: Readonly<Record<string, unknown>>) =>
      gateway.ask('partner-acme', 'parcel-delivery', query, variables);
    expect(told(await ask({ id: gone[0]?.id, customer: gone[0]?.customer.id }))).toBe(
      told(await ask({ id: 'x', customer: 'x' })),
    );
  });
  expect(await ids('partner-acme', 'parcel-delivery', 'orders')).toEqual(there);
});
