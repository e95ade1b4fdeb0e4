import fc from 'fast-check';
import { expect, test } from 'vitest';
import { looksMasked } from '../../../plugins/masking/looks-masked.ts';
import { kinds } from '../../../plugins/masking/redaction/kinds.ts';
import { looksReplaced } from '../../../plugins/pseudonyms/looks-replaced.ts';
import { techniques } from '../../../plugins/masking/techniques/index.ts';
import { bound } from './bound.ts';
import { demoRing } from './echo-rings.ts';

test.each([
  '****1234',
  '138****5678',
  '+86 138****5678',
  'e***@example.com',
  '*** Johnson',
  '欧阳***',
  '王*',
  '王＊＊',
  '京A****5',
  '138xxxx5678',
  '•••• 4242',
  'Please call [name] on [phone].',
  '请联系[姓名]。',
])('`%s` is a mask', (text) => expect(looksMasked(text)).toBe(true));

test.each(['5 * 4', 'C**', 'Leeds', '2*3*4', '王安石', 'XXXL', 'a [note] in brackets', 'ISO 8601', '1xx2', '50**', ''])(
  '`%s` is none',
  (text) => expect(looksMasked(text)).toBe(false),
);

test('every mask of the table that writes stars, and every word of redacted text, is told', () => {
  const shown = [...techniques.values()].flatMap(({ name, call = name, example }) => {
    const masked = bound(call).mask(example);
    return typeof masked === 'string' && masked.includes('*') ? [masked] : [];
  });
  expect(shown.length).toBeGreaterThan(8);
  expect(shown.filter((one) => !looksMasked(one))).toEqual(['https://shop.example/orders/*']);
  for (const { english, chinese } of Object.values(kinds))
    expect([looksMasked(`a [${english}] b`), looksMasked(`[${chinese}]`)]).toEqual([true, true]);
});

test('pseudonyms and tokens are told under any key, ids too', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.stringMatching(/^[a-z0-9]{1,8}$/), (value, keyId) => {
      const { pseudonym, seal, id } = demoRing(keyId);
      for (const made of [pseudonym(value), seal(value), id(value)]) expect(looksReplaced(made)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('usual values are no surrogates', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => !looksReplaced(text)));
  fc.assert(fc.property(fc.uuid(), (text) => !looksReplaced(text)));
  for (const text of ['Boulevard of Broken Dreams and Beautiful Things', 'AAAA', 'BaseballGlove', 'p1.short'])
    expect(looksReplaced(text)).toBe(false);
});
