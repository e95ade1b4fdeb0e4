/** Longer text than any number a store can hold (PostgreSQL: 131,072 digits and 16,383 behind the point). */
const longest = 150_000;

/**
 * The nearest multiple of a whole `step`, halves away from zero, or nothing where the text is no decimal number.
 * Exact: in PostgreSQL it is `div(x + sign(x) * (step / 2.0), step) * step` over `numeric` (a division with `/` rounds first).
 */
export function nearestMultiple(text: string, step: bigint): bigint | undefined {
  if (text.length > longest) return undefined;
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const scaledStep = step * 10n ** BigInt(fraction.length);
  const doubled = 2n * BigInt(whole + fraction) + scaledStep;
  const rounded = (doubled / (2n * scaledStep)) * step;
  return sign ? -rounded : rounded;
}
