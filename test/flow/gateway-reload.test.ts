import { afterAll, beforeAll, expect, test } from 'vitest';
import { parsePolicy } from '../../plugins/policy.ts';
import type { Policy } from '../../schema/policy.ts';
import { demoPolicyValue, put } from '../fixtures/demo-config.ts';
import { demoGateway, type TestGateway } from '../fixtures/gateway.ts';

const query = '{ customers(first: 20) { nodes { id phone } } }';

interface Answer {
  readonly data: { readonly customers: { readonly nodes: readonly { readonly phone: string | null }[] } };
  readonly extensions: {
    readonly privacy: { readonly policy: string; readonly fields: Readonly<Record<string, unknown>> };
  };
}

let gateway: TestGateway;
let open: Policy;
let closed: Policy;

const policyOf = (change: (value: Record<string, unknown>) => void): Policy => {
  const value = demoPolicyValue();
  change(value);
  const { policy } = parsePolicy(value);
  if (!policy) throw new Error('the changed policy is not usable');
  return policy;
};

beforeAll(async () => {
  gateway = await demoGateway();
  open = gateway.configuration.policy;
  // The first grant of support gives the last four digits; here it withholds them.
  closed = policyOf((value) => {
    const at = 'roles.support.grants.0';
    put(value, `${at}.reduced`, [
      'Customer.birthDate',
      'Customer.email',
      'Customer.address',
      'Order.shippingAddress',
      'Feedback.text',
    ]);
    put(value, `${at}.lookup`, []);
    put(value, `${at}.withheld`, ['Customer.nationalId', 'Customer.bankCard', 'Customer.phone']);
  });
});

const inForce = (policy: Policy): boolean => gateway.running.reload({ ...gateway.configuration, policy });

afterAll(() => void inForce(open));

test('a policy that is put in force in the middle of traffic changes whole answers, never parts of one', async () => {
  const token = await gateway.token('support');
  const headers = { authorization: `Bearer ${token}`, 'scrim-purpose': 'customer-support' };
  const seen = new Set<string>();
  const caller = async (): Promise<void> => {
    for (let i = 0; i < 30; i++) {
      const answer = (await (await gateway.send({ query }, headers)).json()) as Answer;
      const { policy, fields } = answer.extensions.privacy;
      const shown = answer.data.customers.nodes.filter((node) => node.phone !== null);
      const withheld = policy === closed.version;
      expect([open.version, closed.version]).toContain(policy);
      expect(fields['Customer.phone']).toMatchObject({ disclosure: withheld ? 'withheld' : 'reduced' });
      expect(shown.length > 0).toBe(!withheld);
      seen.add(policy);
    }
  };
  const switcher = async (): Promise<void> => {
    for (let i = 0; i < 12; i++) {
      inForce(i % 2 === 0 ? closed : open);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  };
  await Promise.all([switcher(), ...Array.from({ length: 4 }, caller)]);
  expect(seen).toEqual(new Set([open.version, closed.version]));
});

test('the same policy once more changes nothing', () => {
  inForce(open);
  expect(inForce(open)).toBe(false);
});

test('a cursor of another version of the policy is refused, for the order it was made in may be another', async () => {
  inForce(open);
  const page = '{ customers(first: 1) { pageInfo { endCursor } } }';
  const { body } = await gateway.ask('support', 'customer-support', page);
  const { endCursor } = (body.data as { customers: { pageInfo: { endCursor: string } } }).customers.pageInfo;
  inForce(closed);
  const next = 'query ($after: String) { customers(first: 1, after: $after) { nodes { id } } }';
  const refused = await gateway.ask('support', 'customer-support', next, { after: endCursor });
  expect(refused.body.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});
