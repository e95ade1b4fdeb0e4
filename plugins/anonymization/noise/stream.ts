import { createCipheriv } from 'node:crypto';
import type { RandomBytes } from './random.ts';

const block = 4096;

/**
 * An endless stream of bytes that only the key knows: the key stream of AES-256-CTR (NIST SP 800-38A), from the first
 * block on. The same key gives the same bytes.
 * INVARIANT: a key is for one question alone: two questions under one key would have noise that can be subtracted.
 * @param key 32 bytes
 */
export function keyedStream(key: Uint8Array): RandomBytes {
  const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  let rest = Buffer.alloc(0);
  return (bytes) => {
    while (rest.length < bytes) {
      rest = Buffer.concat([rest, cipher.update(Buffer.alloc(Math.max(block, bytes - rest.length)))]);
    }
    const taken = rest.subarray(0, bytes);
    rest = rest.subarray(bytes);
    return taken;
  };
}
