import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Random } from '../../gateway/demo/seed/random.ts';
import { type AnyValues, anyOperation } from '../fixtures/any-operation.ts';
import { demoGateway } from '../fixtures/gateway.ts';
import { type Caller, post, type Reply } from '../fixtures/process.ts';

const gateway = await demoGateway();
const edition = gateway.running.gateway.edition();

/** Who asks for what purpose, and how many operations of theirs are tried. */
const askers: readonly (readonly [role: string, purpose: string | undefined, count: number])[] = [
  ['fraud', 'fraud-investigation', 450],
  ['analyst', 'analytics', 400],
  ['analyst', 'reporting', 200],
  ['support', 'customer-support', 350],
  ['support', 'order-fulfilment', 200],
  // They may only ask who they are, and need no purpose for it.
  ['security', undefined, 20],
  ['dpo', undefined, 20],
  ['auditor', undefined, 20],
];

/** What an operation that fits the schema may be refused with; nothing else leaves the gateway for it. */
const allowed = ['FIELD_DENIED', 'USE_DENIED', 'BAD_USER_INPUT', 'COST_EXCEEDED'];

const callerOf = async (role: string, purpose: string | undefined): Promise<Caller> => ({
  token: await gateway.token(role),
  ...(purpose !== undefined && { purpose }),
});

/** Ids as this asker sees them, and others. */
async function idsOf(caller: Caller): Promise<readonly string[]> {
  const queries = ['customers', 'orders', 'feedbacks', 'activities'].map(
    (root) => `{ ${root}(first: 3) { nodes { id } } }`,
  );
  const replies = await Promise.all(queries.map((query) => post(gateway.url, caller, { query })));
  const seen = replies.flatMap(({ text }) => [...text.matchAll(/"id":"([^"]+)"/g)].map(([, id = '']) => id));
  return [
    ...seen,
    'Customer:1',
    'Order:2',
    'Customer:13800138000',
    'Activity:99999999999999999999',
    'OrderItem:3',
    'none',
    '',
  ];
}

const texts = [
  '',
  'x',
  '广州市',
  'PLACED',
  '%',
  '\0',
  '\\',
  '"',
  'Berlin',
  '13800138000',
  "'",
  '\u2028',
  '😀',
  'A'.repeat(300),
];

const valuesFor = (ids: readonly string[]): AnyValues => ({
  ID: (random) => random.pick(ids),
  Int: (random) =>
    random.weighted([
      [random.below(6), 8],
      [100, 1],
      [-1, 0.3],
      [2_147_483_647, 0.2],
    ]),
  Float: (random) => random.below(100) / 8,
  Boolean: (random) => random.chance(0.5),
  String: (random) => random.pick(texts),
  BigInt: (random) => random.pick(['0', '-9223372036854775808', '9223372036854775807']),
  Decimal: (random) =>
    random.pick([
      '0',
      '-0.01',
      '100',
      '1234567890123456789012345678901234567890.123456789',
      `${random.below(1_000)}.50`,
    ]),
  Date: (random: Random) => random.pick(['0001-01-01', '1985-06-01', '2024-02-29', '9999-12-31']),
  DateTime: (random: Random) =>
    random.pick(['0001-01-01T00:00:00Z', '2025-06-01T12:00:00.123456+08:00', '9999-12-31T23:59:59.999999Z']),
});

/** So many at a time. */
async function inCrowd<T>(count: number, crowd: number, one: (at: number) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  const next = { at: 0 };
  const worker = async (): Promise<void> => {
    for (let at = next.at++; at < count; at = next.at++) results[at] = await one(at);
  };
  await Promise.all(Array.from({ length: crowd }, worker));
  return results;
}

const wrong = ({ status, body, text }: Reply): string | undefined => {
  const codes = body.errors?.map((error) => error.extensions.code) ?? [];
  const strange = codes.find((code) => !allowed.includes(code));
  if (strange !== undefined) return `answered with ${strange}: ${text.slice(0, 300)}`;
  if (!body.extensions?.privacy?.receipt) return 'answered without a receipt';
  // A branch may have more groups than an answer holds, which is known only when they were made.
  const partial = body.data !== undefined && codes.every((code) => code === 'COST_EXCEEDED');
  if (codes.length > 0 && body.data !== undefined && !partial) return 'refused, and answered';
  if ((status === 200) !== (codes.length === 0 || partial))
    return `answered with status ${status} and ${codes.length} errors`;
  return undefined;
};

describe('any operation that the schema of a persona allows', { timeout: 120_000 }, () => {
  test.each(askers)('is answered or refused in known words: %s for %s', async (role, purpose, count) => {
    const caller = await callerOf(role, purpose);
    const schema = edition.schema({ roles: [role] });
    const values = valuesFor(await idsOf(caller));
    const replies = await inCrowd(count, 8, async (at) => {
      const operation = anyOperation(schema, values, 'any', role, String(purpose), at);
      const reply = await post(gateway.url, caller, { ...operation });
      return { operation, reply };
    });
    const found = replies.flatMap(({ operation, reply }) => {
      const fault = wrong(reply);
      return fault
        ? [{ fault, ...operation, faults: validate(schema, parse(operation.query)).map(({ message }) => message) }]
        : [];
    });
    expect(found.slice(0, 3)).toEqual([]);
    const answered = replies.filter(({ reply }) => reply.body.data).length;
    // Somebody for whom only figures are open is refused whatever else their schema offers.
    expect(answered).toBeGreaterThan(count / (purpose === 'reporting' ? 20 : 10));
  });

  test('and none of them was a fault that the log knows more about', () => {
    expect(gateway.logged()).not.toMatch(/"kind":"fault"|a store failed/);
  });
});
