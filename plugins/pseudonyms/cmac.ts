import { createCipheriv, createSecretKey, type KeyObject } from 'node:crypto';

const block = 16;

/** AES-256-CMAC (RFC 4493, NIST SP 800-38B) of many messages, in as many calls of the cipher as the longest has blocks. */
export type Cmac = (messages: readonly Uint8Array[]) => readonly Uint8Array[];

/** @param key 32 bytes */
export function cmac(key: Uint8Array): Cmac {
  const secret = createSecretKey(key);
  const k1 = doubled(encipher(secret, Buffer.alloc(block)));
  const k2 = doubled(k1);
  return (messages) => {
    const states = Buffer.alloc(messages.length * block);
    const ends = messages.map((message) => Math.max(1, Math.ceil(message.length / block)));
    const rounds = ends.reduce((most, each) => Math.max(most, each), 0);
    for (let round = 0; round < rounds; round += 1) {
      const going = [...ends.keys()].filter((at) => round < (ends[at] as number));
      const input = Buffer.alloc(going.length * block);
      for (const [place, at] of going.entries()) {
        const state = states.subarray(at * block, (at + 1) * block);
        mix(input, place * block, state, 0);
        mixBlock(input, place * block, messages[at] as Uint8Array, round, { k1, k2, last: round + 1 === ends[at] });
      }
      const output = encipher(secret, input);
      for (const [place, at] of going.entries()) output.copy(states, at * block, place * block, (place + 1) * block);
    }
    return messages.map((_, at) => states.subarray(at * block, (at + 1) * block));
  };
}

/** Single blocks under the key; no chaining, which is what the construction above adds. */
function encipher(key: KeyObject, blocks: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  return cipher.update(blocks);
}

interface Ending {
  readonly k1: Uint8Array;
  readonly k2: Uint8Array;
  readonly last: boolean;
}

/** The last block is marked by one of two keys: whole by the first, padded with one bit and zeros by the second. */
function mixBlock(into: Buffer, at: number, message: Uint8Array, round: number, { k1, k2, last }: Ending): void {
  const from = round * block;
  const length = Math.min(block, message.length - from);
  mix(into, at, message, from, length);
  if (!last) return;
  if (length === block) return mix(into, at, k1, 0);
  into[at + length] = (into[at + length] as number) ^ 0x80;
  mix(into, at, k2, 0);
}

function mix(into: Buffer, at: number, bytes: Uint8Array, from: number, length = block): void {
  for (let i = 0; i < length; i += 1) into[at + i] = (into[at + i] as number) ^ (bytes[from + i] as number);
}

/** Multiplication by x in GF(2^128), as RFC 4493 section 2.3 has it. */
export function doubled(bytes: Uint8Array): Uint8Array {
  const twice = bytes.map((byte, at) => ((byte << 1) | ((bytes[at + 1] ?? 0) >> 7)) & 0xff);
  if ((bytes[0] as number) & 0x80) twice[block - 1] = (twice[block - 1] as number) ^ 0x87;
  return twice;
}
