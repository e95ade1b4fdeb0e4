/** A decimal number exactly: `units` of `10 ** -scale`. */
interface Exact {
  readonly units: bigint;
  readonly scale: number;
}

/** As many digits and zeros as a number may be written out to. */
const longest = 2_000;
const numeral = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,5}))?$/;

/** The number in digits without an exponent, its zeros kept; nothing where the text is no number or a far too long one. */
export function plainDecimal(text: string): string | undefined {
  const [, sign = '', whole, part = '', power = '0'] = (text.length <= longest && numeral.exec(text)) || [];
  if (whole === undefined || Math.abs(Number(power)) > longest) return undefined;
  const digits = whole + part;
  const point = whole.length + Number(power);
  const padded = point < 1 ? digits.padStart(digits.length + 1 - point, '0') : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const before = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const behind = padded.slice(at);
  const plain = behind === '' ? before : `${before}.${behind}`;
  return /[1-9]/.test(plain) ? `${sign}${plain}` : plain;
}

const exactOf = (plain: string): Exact => {
  const [whole = '', part = ''] = plain.split('.');
  return { units: BigInt(whole + part), scale: part.length };
};

/** Which of two plain decimals comes first. */
export function compareDecimals(one: string, other: string): number {
  const [a, b] = [exactOf(one), exactOf(other)];
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [a, b].map(({ units, scale: own }) => units * 10n ** BigInt(scale - own)) as [bigint, bigint];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The same text for plain decimals that are equal. */
export const sameDecimal = (plain: string): string => (plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain);
