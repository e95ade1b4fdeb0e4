import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { doubled } from './cmac.ts';

const tagBytes = 16;
/** So many bytes of nonce: drawn at random they never meet, whatever is sealed under one key. */
export const nonceBytes = 24;

/**
 * XAES-256-GCM (C2SP): the first half of a long nonce derives a key, the second half is the nonce of AES-256-GCM under
 * it. Unlike plain GCM it takes any number of random nonces, and unlike GCM-SIV the platform computes it.
 */
export interface Xaes {
  /** Ciphertext and tag. INVARIANT: no nonce is used twice. */
  readonly encrypt: (nonce: Uint8Array, plain: Uint8Array, associated: Uint8Array) => Buffer;
  /** @throws Error where any of them was changed */
  readonly decrypt: (nonce: Uint8Array, sealed: Uint8Array, associated: Uint8Array) => Buffer;
}

/** @param key 32 bytes */
export function xaes(key: Uint8Array): Xaes {
  const secret = createSecretKey(key);
  const k1 = doubled(ecb(secret, Buffer.alloc(16)));
  const last: { half: string; key: KeyObject | undefined } = { half: '', key: undefined };
  // Nonces that follow one another share their first half, and so their key.
  const keyOf = (nonce: Uint8Array): KeyObject => {
    const half = Buffer.from(nonce.subarray(0, 12)).toString('latin1');
    const derived = half === last.half && last.key ? last.key : createSecretKey(derive(secret, k1, nonce));
    Object.assign(last, { half, key: derived });
    return derived;
  };
  return {
    encrypt: (nonce, plain, associated) => {
      const cipher = createCipheriv('aes-256-gcm', keyOf(nonce), nonce.subarray(12, nonceBytes));
      cipher.setAAD(associated);
      const text = cipher.update(plain);
      cipher.final();
      return Buffer.concat([text, cipher.getAuthTag()]);
    },
    decrypt: (nonce, sealed, associated) => {
      const decipher = createDecipheriv('aes-256-gcm', keyOf(nonce), nonce.subarray(12, nonceBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(associated);
      decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
      const text = decipher.update(sealed.subarray(0, sealed.length - tagBytes));
      decipher.final();
      return text;
    },
  };
}

/** NIST SP 800-108r1 in counter mode with AES-CMAC: two blocks of 0x00, the counter, `X`, 0x00 and twelve bytes. */
function derive(secret: KeyObject, k1: Uint8Array, nonce: Uint8Array): Buffer {
  const blocks = Buffer.alloc(32);
  for (const counter of [1, 2]) {
    const block = blocks.subarray((counter - 1) * 16, counter * 16);
    block.set([0, counter, 0x58, 0]);
    block.set(nonce.subarray(0, 12), 4);
    for (let i = 0; i < 16; i += 1) block[i] = (block[i] as number) ^ (k1[i] as number);
  }
  return ecb(secret, blocks);
}

const ecb = (key: KeyObject, blocks: Uint8Array): Buffer =>
  createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(blocks);

/** So many nonces have one first half. */
const series = 2 ** 20;

/** Nonces that never come again: twelve random bytes, and a number that counts up behind them. */
export function nonces(): (random: (bytes: number) => Uint8Array) => Uint8Array {
  const state = { nonce: new Uint8Array(nonceBytes), left: 0 };
  return (random) => {
    if (state.left === 0) {
      state.nonce = new Uint8Array(nonceBytes);
      state.nonce.set(random(12));
      state.left = series;
    }
    state.left -= 1;
    const next = state.nonce.slice();
    new DataView(next.buffer).setUint32(nonceBytes - 4, state.left);
    return next;
  };
}
