import { describe, expect, test } from 'vitest';
import { cmac } from '../../../plugins/pseudonyms/cmac.ts';
import { nonceBytes, nonces, xaes } from '../../../plugins/pseudonyms/xaes.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const hex = (of: Uint8Array): string => Buffer.from(of).toString('hex');

describe('AES-256-CMAC gives the examples of NIST SP 800-38B', () => {
  const tag = cmac(bytes('603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4'));
  const message = bytes(
    '6bc1bee22e409f96e93d7e117393172a ae2d8a571e03ac9c9eb76fac45af8e51 30c81c46a35ce411e5fbc1191a0a52ef f69f2445df4f9b17ad2b417be66c3710',
  );
  const examples: readonly (readonly [length: number, tag: string])[] = [
    [0, '028962f61b7bf89efc6b551f4667d983'],
    [16, '28a7023f452e8f82bd4bf28d8c37c35c'],
    [40, 'aaf3d8f1de5640c232f5b169b9c911e6'],
    [64, 'e1992190549f6ed5696a2c056c315410'],
  ];
  test.each(examples)('of %i bytes', (length, expected) => {
    expect(hex(tag([message.subarray(0, length)]))).toBe(expected);
  });
  test('of all of them at once, in any order', () => {
    const some = [3, 0, 2, 1, 3].map((at) => examples[at] as (typeof examples)[number]);
    expect(hex(tag(some.map(([length]) => message.subarray(0, length))))).toBe(some.map(([, each]) => each).join(''));
  });
});

describe('XAES-256-GCM', () => {
  const nonce = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWX');
  const plain = Buffer.from('XAES-256-GCM');
  test.each([
    [1, '', 'ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271'],
    [3, 'c2sp.org/XAES-256-GCM', '986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d'],
  ])('gives the example of its specification under the key of %i', (byte, associated, expected) => {
    const cipher = xaes(Buffer.alloc(32, byte));
    const sealed = cipher.encrypt(nonce, plain, Buffer.from(associated));
    expect(hex(sealed)).toBe(expected);
    expect(cipher.decrypt(nonce, sealed, Buffer.from(associated))).toEqual(plain);
    expect(() => cipher.decrypt(nonce, sealed, Buffer.from('other'))).toThrow();
  });

  test('whose nonces never meet, within a series and across them', () => {
    const seen = new Set<string>();
    let drawn = 0;
    const random = (length: number): Uint8Array => new Uint8Array(length).fill(++drawn);
    const next = nonces();
    const several = 2 ** 20 + 10;
    for (let i = 0; i < several; i += 1) {
      const one = next(random);
      if (i % 4096 === 0 || i > several - 20) seen.add(hex(one));
      expect(one.length === nonceBytes).toBe(true);
    }
    expect(seen.size).toBe(256 + 1 + 19 - 1);
    expect(drawn).toBe(2);
  });
});
