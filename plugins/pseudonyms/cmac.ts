import { createCipheriv, createSecretKey, type KeyObject } from 'node:crypto';

const block = 16;

/**
 * AES-256-CMAC (RFC 4493, NIST SP 800-38B) of many messages, in as many calls of the cipher as the longest has blocks.
 * Gives their tags one after the other, sixteen bytes each.
 */
export type Cmac = (messages: readonly Uint8Array[]) => Buffer;

/** @param key 32 bytes */
export function cmac(key: Uint8Array): Cmac {
  const secret = createSecretKey(key);
  const k1 = doubled(encipher(secret, Buffer.alloc(block)));
  const k2 = doubled(k1);
  return (messages) => {
    const first = Buffer.alloc(messages.length * block);
    for (let at = 0; at < messages.length; at += 1) mixBlock(first, at * block, messages[at] as Uint8Array, 0, k1, k2);
    const states = messages.length > 0 ? encipher(secret, first) : first;
    // Most are of one block, and done.
    let going = [...messages.keys()].filter((at) => (messages[at] as Uint8Array).length > block);
    for (let round = 1; going.length > 0; round += 1) {
      const input = Buffer.allocUnsafe(going.length * block);
      for (const [place, at] of going.entries()) {
        states.copy(input, place * block, at * block, (at + 1) * block);
        mixBlock(input, place * block, messages[at] as Uint8Array, round * block, k1, k2);
      }
      const output = encipher(secret, input);
      for (const [place, at] of going.entries()) output.copy(states, at * block, place * block, (place + 1) * block);
      going = going.filter((at) => (messages[at] as Uint8Array).length > (round + 1) * block);
    }
    return states;
  };
}

/** Single blocks under the key; no chaining, which is what the construction above adds. */
function encipher(key: KeyObject, blocks: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  return cipher.update(blocks);
}

/** The last block is marked by one of two keys: whole by the first, padded with one bit and zeros by the second. */
function mixBlock(into: Buffer, at: number, message: Uint8Array, from: number, k1: Uint8Array, k2: Uint8Array): void {
  const length = Math.min(block, message.length - from);
  for (let i = 0; i < length; i += 1) into[at + i] = (into[at + i] as number) ^ (message[from + i] as number);
  if (from + block < message.length) return;
  const mark = length === block ? k1 : k2;
  if (length < block) into[at + length] = (into[at + length] as number) ^ 0x80;
  for (let i = 0; i < block; i += 1) into[at + i] = (into[at + i] as number) ^ (mark[i] as number);
}

/** Multiplication by x in GF(2^128), as RFC 4493 section 2.3 has it. */
export function doubled(bytes: Uint8Array): Uint8Array {
  const twice = bytes.map((byte, at) => ((byte << 1) | ((bytes[at + 1] ?? 0) >> 7)) & 0xff);
  if ((bytes[0] as number) & 0x80) twice[block - 1] = (twice[block - 1] as number) ^ 0x87;
  return twice;
}
