import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frame } from '../../../plugins/pseudonyms/framing.ts';
import { keyring } from '../../../plugins/pseudonyms/keyring.ts';
import { pad, unpad } from '../../../plugins/pseudonyms/padding.ts';
import { first } from './keys.ts';

const labels = fc.array(fc.string({ unit: 'binary', maxLength: 6 }), { maxLength: 4 });
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('the keyring', () => {
  test('two lists of labels never give the same key', () => {
    fc.assert(
      fc.property(labels, labels, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(hex(frame(a)) === hex(frame(b))).toBe(same);
        expect(hex(first.derive(32, 'k1', ...a)) === hex(first.derive(32, 'k1', ...b))).toBe(same);
      }),
    );
  });

  test('gives the same key again, and nobody can spoil it for the others', () => {
    const key = first.derive(32, 'k1', 'use');
    const before = hex(key);
    key.fill(0);
    expect(hex(first.derive(32, 'k1', 'use'))).toBe(before);
  });

  test('refuses to be empty, short, doubled or oddly named, and never says a secret', () => {
    const secret = new Uint8Array(32).fill(0x41);
    expect(() => keyring([])).toThrow('there is no root key');
    expect(() => keyring([{ id: 'k1', secret: secret.subarray(1) }])).toThrow('shorter than 32 bytes');
    expect(() =>
      keyring([
        { id: 'k1', secret },
        { id: 'k1', secret },
      ]),
    ).toThrow('one id');
    expect(() => keyring([{ id: 'K.1', secret }])).toThrow('key id');
    expect(() => first.derive(32, 'k9')).toThrow('no root key');
  });
});

test('padding comes off again and hides lengths below its block', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), fc.constantFrom(16, 32), (bytes, block) => {
      const padded = pad(bytes, block);
      expect(padded.length % block).toBe(0);
      expect(hex(unpad(padded) ?? new Uint8Array([1]))).toBe(hex(bytes));
    }),
  );
  expect(unpad(new Uint8Array(16))).toBeUndefined();
  expect(unpad(new Uint8Array(0))).toBeUndefined();
});
