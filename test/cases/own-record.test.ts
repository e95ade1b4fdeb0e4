import { beforeAll, describe, expect, test } from 'vitest';
import { demoKey, mintToken } from '../../gateway/identify/demo-issuer.ts';
import { staffIssuer } from '../fixtures/demo-issuers.ts';
import { demoGateway, type TestGateway } from '../fixtures/gateway.ts';
import type { Answer, Body } from './gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await demoGateway();
}, 60_000);

/** Asks as a customer of ours whose token claims this. */
async function ask(claims: Readonly<Record<string, string>>, query: string, variables = {}): Promise<Answer> {
  const token = await mintToken({
    key: await demoKey(gateway.data, staffIssuer),
    issuer: staffIssuer,
    audience: 'scrim',
    subject: 'somebody',
    roles: ['customer'],
    claims,
    lifetime: 60,
    now: Date.now() / 1000,
  });
  const response = await gateway.send(
    { query, variables },
    { authorization: `Bearer ${token}`, 'scrim-purpose': 'self-service' },
  );
  return { status: response.status, body: (await response.json()) as Body };
}

const everything = `{
  customers { nodes { id name } totalCount }
  orders(first: 3) { nodes { id customer { id } items { nodes { product } } } totalCount }
  activities(first: 3) { nodes { id customer { id } } totalCount }
  feedbacks { nodes { id customer { id } } totalCount }
}`;

const nothing = {
  customers: { nodes: [], totalCount: 0 },
  orders: { nodes: [], totalCount: 0 },
  activities: { nodes: [], totalCount: 0 },
  feedbacks: { nodes: [], totalCount: 0 },
};

describe('one’s own record', () => {
  test('is that of the token: one plan serves everybody, each with theirs', async () => {
    for (const customer of ['1', '3', '1', '7']) {
      const { body } = await ask({ customer }, everything);
      expect(body.errors).toBeUndefined();
      expect(body.data).toMatchObject({ customers: { nodes: [{ id: `Customer:${customer}` }], totalCount: 1 } });
      const ids = JSON.stringify(body.data).match(/Customer:\d+/g);
      expect(new Set(ids)).toEqual(new Set([`Customer:${customer}`]));
      const [count] = await gateway.rows(`select count(*)::int as n from shop.orders where customer_id = ${customer}`);
      expect(body.data).toMatchObject({ orders: { totalCount: count?.['n'] } });
    }
  });

  test.each([
    ['no claim', {}],
    ['somebody who does not exist', { customer: '77777777' }],
    ['what is no number', { customer: 'Customer:1' }],
    ['a number with more behind it', { customer: '1 or 1=1' }],
    ['a number in another spelling', { customer: ' 1' }],
    ['a fraction', { customer: '1.0' }],
    ['more than fits', { customer: '99999999999999999999' }],
    ['nothing at all', { customer: '' }],
    ['a claim that is not bound', { customers: '1' }],
  ])('is nobody’s for %s', async (_, claims: Readonly<Record<string, string>>) => {
    const { status, body } = await ask(claims, everything);
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data).toEqual(nothing);
    const one = await ask(claims, '{ customer(id: "Customer:1") { name } node(id: "Order:137") { id } }');
    expect(one.body.data).toEqual({ customer: null, node: null });
  });

  test('is not reached with the cursor of somebody else', async () => {
    const query =
      'query ($after: String) { orders(first: 2, after: $after) { nodes { customer { id } } pageInfo { endCursor } } }';
    const first = await ask({ customer: '1' }, query);
    const { endCursor } = (
      first.body.data as { readonly orders: { readonly pageInfo: { readonly endCursor: string } } }
    ).orders.pageInfo;
    const other = await ask({ customer: '3' }, query, { after: endCursor });
    // Whoever takes it, what it leads to is theirs and nobody else's.
    expect(JSON.stringify(other.body)).not.toContain('Customer:1"');
  });
});
