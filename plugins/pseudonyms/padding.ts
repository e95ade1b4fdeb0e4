/** ISO/IEC 7816-4 padding to a multiple of `block` bytes: one bit, then zeros. Lengths up to the block tell nothing. */
export function pad(bytes: Uint8Array, block: number): Uint8Array {
  const padded = new Uint8Array(Math.ceil((bytes.length + 1) / block) * block);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  return padded;
}

/**
 * What was padded, or nothing where there is no padding. Call it only on bytes that were authenticated: it is no oracle
 * then.
 */
export function unpad(padded: Uint8Array): Uint8Array | undefined {
  const end = padded.findLastIndex((byte) => byte !== 0);
  return end >= 0 && padded[end] === 0x80 ? padded.subarray(0, end) : undefined;
}
