import type { Value } from '../../schema/terms/field.ts';

const places = (text: string): number => text.split('.')[1]?.length ?? 0;

const steps = (text: string, scale: number): bigint => BigInt(text.replace('.', '') + '0'.repeat(scale - places(text)));

function written(of: bigint, scale: number): string {
  const text = (of < 0n ? -of : of).toString().padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  return `${of < 0n ? '-' : ''}${scale === 0 ? whole : `${whole}.${text.slice(-scale)}`}`;
}

/** Without zeros behind the point that say nothing. */
export const short = (text: string | null): string | null => {
  const [whole = '', part] = text?.split('.') ?? [];
  const kept = part?.replace(/0+$/, '') ?? '';
  return text === null ? null : kept === '' ? whole : `${whole}.${kept}`;
};

/** The sum of numbers as they are written, with as many places as the longest of them; nothing of nothing. */
export function decimals(values: readonly Value[]): string | null {
  if (values.length === 0) return null;
  const texts = values.map(String);
  const scale = Math.max(...texts.map(places));
  return written(
    texts.reduce((sum, text) => sum + steps(text, scale), 0n),
    scale,
  );
}

/** Their mean, rounded to six places, halves away from zero. */
export function mean(values: readonly Value[]): string | null {
  const sum = decimals(values);
  if (sum === null) return null;
  const scale = places(sum);
  const count = BigInt(values.length) * 10n ** BigInt(scale);
  const whole = steps(sum, scale) * 1_000_000n;
  const up = whole < 0n ? -1n : 1n;
  // Twice the distance to the next step towards zero, against one step.
  const cut = whole / count;
  const rest = whole - cut * count;
  const rounded = rest * up * 2n >= count ? cut + up : cut;
  const text = written(rounded, 6);
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}
