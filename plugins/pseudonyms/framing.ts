/**
 * Length-prefixed UTF-8, one after the other: two different lists never give the same bytes, so nothing that is bound to
 * one context (key derivation, tweak, associated data) can be moved to another.
 */
export const frame = (labels: readonly string[]): Uint8Array =>
  Buffer.concat(
    labels.flatMap((label) => {
      const bytes = Buffer.from(label, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
