/** Gives so many bytes, each as if thrown: those of the operating system, or a keyed stream. */
export type RandomBytes = (bytes: number) => Uint8Array;

/**
 * A whole number from 0 to `bound - 1`, each as likely as every other. As many bits as the largest needs are thrown, and
 * thrown again where they are too large: a remainder would favour the small ones. Fewer than two throws are expected.
 * @throws RangeError where there is nothing to choose from
 */
export function uniformBelow(random: RandomBytes, bound: bigint): bigint {
  if (bound < 1n) throw new RangeError('there is no whole number below this bound: it must be at least 1');
  if (bound === 1n) return 0n;
  const bits = (bound - 1n).toString(2).length;
  const bytes = Math.ceil(bits / 8);
  const spare = bytes * 8 - bits;
  for (;;) {
    const thrown = numberOf(random(bytes), bytes) >> BigInt(spare);
    if (thrown < bound) return thrown;
  }
}

function numberOf(bytes: Uint8Array, wanted: number): bigint {
  // A source that runs dry must not become noise that is known.
  if (bytes.length !== wanted) throw new RangeError('the source of randomness gave another number of bytes than asked');
  return BigInt(`0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`);
}
