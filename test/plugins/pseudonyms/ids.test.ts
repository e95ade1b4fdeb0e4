import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clearId, ids, parseClearId } from '../../../plugins/pseudonyms/ids.ts';
import { orderSalt } from '../../../plugins/pseudonyms/order.ts';
import { first, foreign, garbage, rotated, tampered } from './keys.ts';

const { sealId, openId } = ids(first);
const entity = fc.stringMatching(/^[_A-Za-z][_0-9A-Za-z]{0,12}$/);
const key = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });

describe('a clear id', () => {
  test('names its type and key, whatever the key holds', () => {
    fc.assert(
      fc.property(entity, key, (e, k) => {
        expect(parseClearId(clearId(e, k))).toEqual({ entity: e, key: k });
      }),
    );
  });

  test.each(['', ':', 'Customer', 'Customer:', ':42', '4:2', 'Cust omer:42', `Customer:${'4'.repeat(2000)}`])(
    'is not `%s`',
    (id) => expect(parseClearId(id)).toBeUndefined(),
  );
});

describe('a replaced id', () => {
  test('opens in its domain to what it names', () => {
    fc.assert(
      fc.property(entity, key, fc.string(), (e, k, domain) => {
        expect(openId(domain, sealId(domain, e, k))).toEqual({ entity: e, key: k });
      }),
      { numRuns: 60 },
    );
  });

  test('is one for a person within a domain and unrelated across domains', () => {
    const token = sealId('agreement:acme/delivery', 'Customer', '42');
    expect(ids(first).sealId('agreement:acme/delivery', 'Customer', '42')).toBe(token);
    const elsewhere = sealId('agreement:borealis/research', 'Customer', '42');
    expect(elsewhere.slice(4, 20)).not.toBe(token.slice(4, 20));
    expect(openId('agreement:borealis/research', token)).toBeUndefined();
    expect(openId('agreement:acme/delivery', elsewhere)).toBeUndefined();
  });

  test('shows neither type nor key, not even by its length', () => {
    const tokens = [
      sealId('d', 'Customer', '1'),
      sealId('d', 'Customer', '9223372036854775807'),
      sealId('d', 'OrderItem', '1'),
    ];
    expect(new Set(tokens.map((token) => token.length)).size).toBe(1);
    for (const token of tokens) expect(token).toMatch(/^[\w-]+$/);
    expect(Buffer.from(tokens[2] ?? '', 'base64url').toString('latin1')).not.toContain('Order');
  });

  test('does not open when any bit of it was changed', () => {
    for (const token of tampered(sealId('d', 'Customer', '42'))) expect(openId('d', token)).toBeUndefined();
  });

  test.each(garbage)('garbage opens to nothing and throws nothing: %#', (token) => {
    expect(openId('d', token)).toBeUndefined();
  });

  test('opens after a rotation, not in another house', () => {
    const token = sealId('d', 'Customer', '42');
    expect(ids(rotated).openId('d', token)).toEqual({ entity: 'Customer', key: '42' });
    expect(ids(rotated).sealId('d', 'Customer', '42')).not.toBe(token);
    expect(openId('d', ids(rotated).sealId('d', 'Customer', '42'))).toBeUndefined();
    expect(ids(foreign).openId('d', token)).toBeUndefined();
  });
});

test('rows lie in an order of its own in each domain, entity and house', () => {
  const salts = [
    orderSalt(first, 'a', 'Customer'),
    orderSalt(first, 'b', 'Customer'),
    orderSalt(first, 'a', 'Order'),
    orderSalt(first, 'aO', 'rder'),
    orderSalt(foreign, 'a', 'Customer'),
  ];
  for (const salt of salts) expect(salt).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(salts).size).toBe(salts.length);
});
