import { buildSchema, type GraphQLObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { changedDemo, instead, scrim } from './cli-world.ts';

const today = '2026-11-21';

async function schemaOf(...args: readonly string[]) {
  const { code, stdout, stderr } = await scrim(['schema', ...args], {}, today);
  expect([code, stderr]).toEqual([0, '']);
  const schema = buildSchema(stdout);
  const fieldsOf = (name: string): readonly string[] =>
    Object.keys((schema.getType(name) as GraphQLObjectType | undefined)?.getFields() ?? {});
  return { sdl: stdout, fieldsOf };
}

describe('scrim schema', () => {
  it('shows a partner what the agreement gives, and no name beside', async () => {
    const { sdl, fieldsOf } = await schemaOf('--as', 'partner-acme');
    expect(fieldsOf('Query')).toEqual(['order', 'orders', 'ordersAggregate', 'node', 'viewer']);
    expect(fieldsOf('Order')).toEqual(['id', 'placedAt', 'status', 'shippingAddress', 'customer']);
    expect(fieldsOf('Customer')).toEqual(['id', 'name', 'phone', 'city', 'orders']);
    const hidden =
      /birthDate|nationalId|email|gender|region|country|bankCard|segment|createdAt|carrier|total|currency|OrderItem|Activity|Feedback|Consent|lookup/i;
    expect(sdl).not.toMatch(hidden);
  });

  it('shows another partner another one', async () => {
    const { fieldsOf } = await schemaOf('--partner', 'borealis');
    expect(fieldsOf('Query')).toEqual([
      'customer',
      'customers',
      'customersAggregate',
      'feedbacksAggregate',
      'ordersAggregate',
      'node',
      'viewer',
    ]);
    expect(fieldsOf('Customer')).toEqual(['id', 'gender', 'birthDate', 'region', 'country', 'segment', 'orders']);
    expect(fieldsOf('Order')).toEqual(['id', 'placedAt', 'total', 'currency', 'customer']);
  });

  it('unites what roles see, under all their purposes', async () => {
    const [support, both] = [await schemaOf('--as', 'support'), await schemaOf('--as', 'analyst, support')];
    expect(support.fieldsOf('Customer')).toContain('nationalId');
    expect(support.fieldsOf('Query')).not.toContain('activities');
    expect(both.fieldsOf('Query')).toEqual(expect.arrayContaining(['activities', 'customerLookup']));
    const dpo = await schemaOf('--as', 'dpo');
    expect(dpo.fieldsOf('Query')).toEqual(['viewer']);
  });

  it('shows no schema to a partner whose agreement has ended', async () => {
    const { code, stdout, stderr } = await scrim(['schema', '--as', 'partner-expired'], {}, today);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('no agreement with `expired` is in force');
    expect((await scrim(['schema', '--as', 'partner-expired'], {}, '2025-06-01')).code).toBe(0);
  });

  it.each([
    [['schema'], 'name who looks'],
    [['schema', '--as', 'suport'], 'there is no role or persona `suport`: did you mean `support`?'],
    [['schema', '--as', 'partner-acm'], 'did you mean `partner-acme`?'],
    [['schema', '--partner', 'acm'], 'there is no partner `acm`: did you mean `acme`?'],
    [['schema', '--as', 'partner-acme', '--partner', 'borealis'], 'nobody comes for two partners at once'],
    [['schema', '--as', 'constructor'], 'there is no role or persona `constructor`'],
  ])('refuses names that stand for nothing: %j', async (args, words) => {
    const { code, stdout, stderr } = await scrim(args, {}, today);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });

  it('shows nothing out of a policy that is wrong', async () => {
    const config = await changedDemo({
      'policy.yaml': instead('roots: [customers, orders, feedbacks]', 'roots: [custmers]'),
    });
    const { code, stdout, stderr } = await scrim(['schema', '--as', 'support', '--config', config]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('did you mean `customers`?');
  });
});
