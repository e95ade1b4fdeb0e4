import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEntries } from '../../gateway/ledger/read.ts';
import type { LedgerEntry } from '../../plugins/audit/port.ts';
import type { ErrorCode } from '../../schema/terms/errors.ts';
import { demoGateway } from '../fixtures/gateway.ts';
import { post } from '../fixtures/process.ts';
import { collect } from './ledger-fixtures.ts';

const gateway = await demoGateway();
const ledger = async (): Promise<readonly LedgerEntry[]> =>
  (await collect(readEntries(join(gateway.data, 'ledger')))).map(({ entry }) => entry);

/** It stands in every place that a client may fill, and must not be on record from any of them. */
const canary = 'kanarie4711';

type Body = Readonly<Record<string, unknown>>;
const read = `{ ${canary}: customers(first: 1) { nodes { name } } }`;
const named = { query: `query ${canary} ${read}`, operationName: canary };

/** Who asks, for what purpose, what; and the code of the refusal. */
const refusals: readonly (readonly [string, ErrorCode, string, string | undefined, Body])[] = [
  ['without a purpose', 'PURPOSE_REQUIRED', 'support', undefined, named],
  ['for a purpose that nobody knows', 'PURPOSE_UNKNOWN', 'support', canary, named],
  ['for a purpose that is not theirs', 'PURPOSE_NOT_ALLOWED', 'support', 'analytics', named],
  ['for two purposes', 'BAD_USER_INPUT', 'support', 'customer-support', { ...named, extensions: { purpose: canary } }],
  [
    'for a field of another purpose',
    'FIELD_DENIED',
    'support',
    'order-fulfilment',
    { query: `{ ${canary}: customers { nodes { email } } }` },
  ],
  [
    'for a root of another purpose',
    'FIELD_DENIED',
    'support',
    'order-fulfilment',
    { query: `{ ${canary}: feedbacks { nodes { id } } }` },
  ],
  [
    'by a filter of another purpose',
    'FIELD_DENIED',
    'support',
    'order-fulfilment',
    { query: `{ customers(filter: { segment: { eq: "${canary}" } }) { nodes { id } } }` },
  ],
  [
    'with a document that is none',
    'GRAPHQL_PARSE_FAILED',
    'support',
    'customer-support',
    { query: `query ${canary} { "${canary}"` },
  ],
  [
    'with a document that does not fit',
    'GRAPHQL_VALIDATION_FAILED',
    'support',
    'customer-support',
    { query: `{ ${canary}(${canary}: "${canary}") }` },
  ],
  [
    'with a field that is hidden from them',
    'GRAPHQL_VALIDATION_FAILED',
    'support',
    'customer-support',
    { query: `{ ${canary}: activities { nodes { ip } } }` },
  ],
  [
    'with variables that do not fit',
    'BAD_USER_INPUT',
    'support',
    'customer-support',
    {
      query: `query ${canary}($${canary}: Int) { customers(first: $${canary}) { nodes { id } } }`,
      variables: { [canary]: canary },
    },
  ],
  [
    'with arguments that do not go together',
    'BAD_USER_INPUT',
    'support',
    'customer-support',
    { query: '{ customers(first: 4711, last: 4711) { nodes { id } } }' },
  ],
  [
    'with a cursor that is none',
    'BAD_USER_INPUT',
    'support',
    'customer-support',
    { query: `{ customers(after: "${canary}") { nodes { id } } }` },
  ],
  [
    'with an operation that is not there',
    'BAD_USER_INPUT',
    'support',
    'customer-support',
    { query: read, operationName: canary },
  ],
  [
    'for too much',
    'COST_EXCEEDED',
    'support',
    'customer-support',
    { query: `{ ${Array.from({ length: 31 }, (_, at) => `${canary}${at}: viewer { id }`).join(' ')} }` },
  ],
];

describe('what is refused is on the ledger', () => {
  test.each(refusals)('asked %s: %s', async (_, code, persona, purpose, body) => {
    const caller = { token: await gateway.token(persona), ...(purpose !== undefined && { purpose }) };
    const reply = await post(gateway.url, caller, body);
    expect(reply.body.errors?.map((error) => error.extensions.code)).toContain(code);
    expect(reply.body.data).toBeUndefined();
    const receipt = reply.body.extensions?.privacy?.receipt;
    const entry = (await ledger()).find((one) => one.receipt === receipt);
    expect(entry).toMatchObject({
      kind: 'operation',
      outcome: 'refused',
      codes: [code],
      principal: { id: `demo-${persona}`, roles: [persona] },
      document: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    // Whoever has the ledger and not the key must not be able to try documents until one fits.
    expect(entry?.document?.hash).not.toBe(createHash('sha256').update(String(body['query'])).digest('hex'));
    // Nothing was read, so it is about nobody.
    expect(entry).not.toHaveProperty('rows');
    expect(entry).not.toHaveProperty('subjects');
  });

  test('what is answered is there too, with what was decided, in a shape that holds nothing of the caller’s', async () => {
    const query = `query ${canary}($${canary}: String = "${canary}", $yes: Boolean!) {
      ${canary}: customers(first: 4711e0x) { nodes { ...${canary} } } # ${canary}
    } fragment ${canary} on Customer { ${canary}: phone @include(if: $yes) orders(first: 3, filter: { carrier: { ne: $${canary}, in: ["${canary}"] } }) { nodes { id } } }`.replace(
      '4711e0x',
      '47',
    );
    const reply = await post(
      gateway.url,
      { token: await gateway.token('support'), purpose: 'customer-support' },
      { query, operationName: canary, variables: { [canary]: canary, yes: true, unused: canary } },
    );
    expect(reply.body.errors).toBeUndefined();
    const entry = (await ledger()).find((one) => one.receipt === reply.body.extensions?.privacy?.receipt);
    expect(entry).toMatchObject({
      outcome: 'answered',
      purpose: 'customer-support',
      legalBasis: 'contract',
      verdicts: { 'Customer.phone': 'reduced' },
      rows: { Customer: 47 },
      subjectCount: 47,
    });
    expect(entry?.document?.shape).toContain('customers(first: ?)');
    expect(entry?.document?.shape).not.toMatch(/47/);
    expect(entry?.subjects).toMatch(/^[\w-]{40,}$/);
  });

  test('and no entry, and no line of the log, holds a literal, a variable or a name that the caller chose', async () => {
    const entries = await ledger();
    expect(JSON.stringify(entries) + gateway.logged()).not.toContain(canary);
    for (const { document } of entries) expect(document?.shape ?? '').not.toContain('4711');
  });
});
