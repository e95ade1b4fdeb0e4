import { randomFillSync } from 'node:crypto';

const size = 4096;

/** Random bytes of the operating system, asked for many at a time. No byte is given twice, or kept once it is given. */
export function randomPool(): (bytes: number) => Uint8Array {
  const pool = Buffer.alloc(size);
  let at = size;
  return (bytes) => {
    if (bytes > size) return randomFillSync(new Uint8Array(bytes));
    if (at + bytes > size) {
      randomFillSync(pool);
      at = 0;
    }
    const given = new Uint8Array(pool.subarray(at, at + bytes));
    pool.fill(0, at, at + bytes);
    at += bytes;
    return given;
  };
}
