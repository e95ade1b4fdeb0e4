/** A decimal number as whole steps of ten to the minus `scale`. */
interface Exact {
  readonly steps: bigint;
  readonly scale: number;
}

/** What a store gives that is no plain number (`NaN`) cannot be counted with. */
function exact(text: string): Exact | undefined {
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  return whole === '' ? undefined : { steps: BigInt(`${sign}${whole}${part}`), scale: part.length };
}

const plain = ({ steps, scale }: Exact): string => {
  const digits = String(steps < 0n ? -steps : steps).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${steps < 0n ? '-' : ''}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ''}`;
};

/** Whole steps as the decimal number that they are. */
export const decimalOf = (steps: bigint, places: number): string => plain({ steps, scale: places });

/** The sum of two decimal numbers, to the last digit of either. */
export function addExact(a: string, b: string): string {
  const [left, right] = [exact(a), exact(b)];
  if (!left || !right) return 'NaN';
  const scale = Math.max(left.scale, right.scale);
  return plain({ steps: scaled(left, scale) + scaled(right, scale), scale });
}

const scaled = ({ steps, scale }: Exact, to: number): bigint => steps * 10n ** BigInt(to - scale);

/** How many places an average has behind the point. */
const places = 6;

/** A sum shared out, rounded half away from zero, without zeros that say nothing; nothing of nothing. */
export function averageOf(sum: string, count: number): string | null {
  const of = exact(sum);
  if (!of || count < 1) return null;
  const shift = Math.max(places - of.scale, 0);
  const by = BigInt(count) * 10n ** BigInt(Math.max(of.scale - places, 0));
  const steps = of.steps * 10n ** BigInt(shift);
  const rounded = ((steps < 0n ? -steps : steps) * 2n + by) / (by * 2n);
  return shortest(plain({ steps: steps < 0n ? -rounded : rounded, scale: places }));
}

/** A decimal number without zeros that say nothing. */
export const shortest = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
