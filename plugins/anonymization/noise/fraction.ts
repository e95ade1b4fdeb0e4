/** An exact number: `over` is at least 1, and the two have no common divisor. */
export interface Fraction {
  readonly of: bigint;
  readonly over: bigint;
}

/** `of / over` in lowest terms. @throws RangeError where it is divided by nothing */
export function fraction(of: bigint, over = 1n): Fraction {
  if (over === 0n) throw new RangeError('a fraction is divided by zero: its lower part must be at least 1');
  const sign = over < 0n ? -1n : 1n;
  const common = divisor(of < 0n ? -of : of, over * sign);
  return Object.freeze({ of: (of * sign) / common, over: (over * sign) / common });
}

export const zero: Fraction = fraction(0n);

export const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.of * b.over + b.of * a.over, a.over * b.over);

export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.of * b.of, a.over * b.over);

/** `a / b`. @throws RangeError where `b` is zero */
export const dividedBy = (a: Fraction, b: Fraction): Fraction => fraction(a.of * b.over, a.over * b.of);

export const isLess = (a: Fraction, b: Fraction): boolean => a.of * b.over < b.of * a.over;

/** The largest whole number that is not above it. */
export const floorOf = ({ of, over }: Fraction): bigint => (of >= 0n || of % over === 0n ? of / over : of / over - 1n);

/** The smallest whole number that is not below it. */
export const ceilingOf = (one: Fraction): bigint => -floorOf({ of: -one.of, over: one.over });

/**
 * The exact value of a decimal as people write it: `0.25`, `1.5`, `3`. It never goes by way of a binary number.
 * @throws RangeError where the text is no decimal of at most 30 places
 */
export function decimal(text: string): Fraction {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text) ?? [];
  if (whole === '') throw new RangeError('this is no decimal: write digits, and a point where there are places');
  return fraction(BigInt(`${sign}${whole}${rest}`), 10n ** BigInt(rest.length));
}

function divisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a, b];
  while (small > 0n) [large, small] = [small, large % small];
  return large;
}
