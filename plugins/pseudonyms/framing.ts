/**
 * Length-prefixed UTF-8, one after the other: two different lists never give the same bytes, so nothing that is bound to
 * one context (key derivation, tweak, associated data) can be moved to another.
 */
export function frame(labels: readonly string[]): Uint8Array {
  // No UTF-16 unit takes more than three bytes.
  const bytes = Buffer.allocUnsafe(labels.reduce((sum, label) => sum + 4 + label.length * 3, 0));
  let at = 0;
  for (const label of labels) {
    const length = bytes.write(label, at + 4, 'utf8');
    bytes.writeUInt32BE(length, at);
    at += 4 + length;
  }
  return bytes.subarray(0, at);
}
