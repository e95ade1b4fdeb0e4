/** Longer text than any number a store can hold (PostgreSQL: 131,072 digits and 16,383 behind the point). */
const longest = 150_000;

/** A decimal number, exactly: `units` of `10 ** -digits`. */
export interface Exact {
  readonly units: bigint;
  readonly digits: number;
}

/** The number that a text writes in decimal digits, or nothing. */
export function exact(text: string): Exact | undefined {
  if (text.length > longest) return undefined;
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const units = BigInt(whole + fraction);
  return { units: sign ? -units : units, digits: fraction.length };
}

const absolute = (n: bigint): bigint => (n < 0n ? -n : n);

/**
 * The nearest multiple of a whole `step`, halves away from zero, or nothing where the text is no decimal number.
 * Exact: in PostgreSQL it is `div(x + sign(x) * (step / 2.0), step) * step` over `numeric` (a division with `/` rounds first).
 */
export function nearestMultiple(text: string, step: bigint): bigint | undefined {
  const number = exact(text);
  if (!number) return undefined;
  const scaledStep = step * 10n ** BigInt(number.digits);
  const rounded = ((2n * absolute(number.units) + scaledStep) / (2n * scaledStep)) * step;
  return number.units < 0n ? -rounded : rounded;
}

/** The multiple of a whole `step` at or below the number, or nothing where the text is none. */
export function multipleBelow(text: string, step: bigint): bigint | undefined {
  const number = exact(text);
  return number && floorDivide(number.units, step * 10n ** BigInt(number.digits)) * step;
}

/** Towards minus infinity, as cells of a grid go. */
export const floorDivide = (a: bigint, b: bigint): bigint => {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
};

/** Negative where the number is less than a whole one, zero where it is that. */
export const compareWhole = ({ units, digits }: Exact, whole: number): number => {
  const other = BigInt(whole) * 10n ** BigInt(digits);
  return units < other ? -1 : units > other ? 1 : 0;
};
