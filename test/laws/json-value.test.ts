import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonValue } from '../../gateway/execute/json-value.ts';

const number = fc.oneof(
  fc.stringMatching(/^-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?$/),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => JSON.stringify(one)),
  fc.constantFrom('-0', '0.0', '1.10', '1E400', '9007199254740993', '123456789012345', '1234567890123456'),
);
const leaf = fc.oneof(
  number,
  fc.string({ unit: 'binary' }).map((one) => JSON.stringify(one)),
  fc.constantFrom('true', 'null'),
);
/** Keys that an object would put first are left out: their place says nothing. */
const key = fc.string().map((one) => JSON.stringify(`k${one}`));
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }).map((all) => `[${all.join(',')}]`),
    fc
      .uniqueArray(fc.tuple(key, tie('tree')), { selector: ([one]) => one, maxLength: 4 })
      .map((all) => `{${all.map(([name, value]) => `${name}:${value}`).join(',')}}`),
  ),
}));

test('JSON leaves as it came, every number to its last digit', () => {
  fc.assert(
    fc.property(tree, (text) => {
      expect(JSON.stringify(jsonValue(text))).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test('a key that means something to JavaScript is a key like any other', () => {
  const text = '{"__proto__":{"admin":true},"constructor":1.10,"toJSON":"x","hasOwnProperty":null}';
  expect(JSON.stringify(jsonValue(text))).toBe(text);
  expect(({} as { readonly admin?: true }).admin).toBeUndefined();
});

const nested = (depth: number): string => `${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`;

test.each([
  ['no JSON', '{"a":'],
  ['nothing at all', ''],
  ['two values', '1 2'],
  ['deeper than can be answered', nested(514)],
  ['deeper than a stack', nested(200_000)],
])('%s is null, and no error that tells of it', (_, text) => {
  expect(jsonValue(text)).toBeNull();
});

test('as deep as is allowed, and however many brackets stand in its texts', () => {
  expect(JSON.stringify(jsonValue(nested(512)))).toBe(nested(512));
  const text = JSON.stringify({ a: `${'['.repeat(2000)}"\\`, b: Array.from({ length: 600 }, () => [1]) });
  expect(JSON.stringify(jsonValue(text))).toBe(text);
});
