import { ceilingOf, floorOf, type Fraction, fraction, isLess, times } from '../noise/fraction.ts';

/** The declared range of a field, in whole steps: values are counted in these, so that noise is a whole number too. */
export interface Range {
  readonly least: bigint;
  readonly most: bigint;
  /** One step, in the field's own unit: 1/100 for amounts in cents. */
  readonly step: Fraction;
}

/** @throws RangeError where the range is empty or its step is nothing */
export function rangeOf(least: Fraction, most: Fraction, step: Fraction): Range {
  if (step.of <= 0n) throw new RangeError('the step of a range must be above 0');
  if (isLess(most, least)) throw new RangeError('a range ends where it begins or above');
  const steps = (bound: Fraction): Fraction => fraction(bound.of * step.over, bound.over * step.of);
  return { least: floorOf(steps(least)), most: ceilingOf(steps(most)), step };
}

/**
 * A value in steps of its range, rounded to the nearest and held within it. What is no number counts nothing at all.
 * INVARIANT: whatever comes in, what comes out lies from `least` to `most`.
 */
export function clamped(range: Range, value: string | number | null): bigint | undefined {
  const exact = value === null ? undefined : exactOf(String(value));
  if (!exact) return undefined;
  // The nearest step, halves upwards: ⌊x + 1/2⌋.
  const steps = fraction(exact.of * range.step.over, exact.over * range.step.of);
  const nearest = floorOf(fraction(2n * steps.of + steps.over, 2n * steps.over));
  if (nearest < range.least) return range.least;
  if (nearest > range.most) return range.most;
  return nearest;
}

/** A sum of steps in the field's own unit. */
export const inUnit = (range: Range, steps: bigint): Fraction => times(fraction(steps), range.step);

/** The exact value of a decimal, with an exponent or without; a number of a million digits is none. */
function exactOf(text: string): Fraction | undefined {
  const [, sign = '', whole = '', places = '', power = '0'] =
    /^([+-]?)(\d{1,400})(?:\.(\d{1,400}))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text.trim()) ?? [];
  if (whole === '') return undefined;
  const digits = BigInt(`${whole}${places}`) * (sign === '-' ? -1n : 1n);
  const shift = Number(power) - places.length;
  return shift >= 0 ? fraction(digits * 10n ** BigInt(shift)) : fraction(digits, 10n ** BigInt(-shift));
}
