import { z } from 'zod';
import type { Value } from '../../../schema/terms/field.ts';
import { exact, floorDivide } from '../values/decimal.ts';
import { shortText } from '../values/text.ts';
import { technique } from '../technique.ts';

/** `30.274085` → `30.2` and `30.274085,120.155070` → `30.2,120.1` by one digit: the south-west corner of a cell. One degree is some 111 km,
 * so one digit is 11 km and two are 1.1. */
export const grid = technique({
  name: 'grid',
  summary: 'Degrees cut to so many digits behind the point: a cell of a grid.',
  avoid: 'Two digits in the country: a cell of a kilometre can be one house.',
  chinese: { summary: '经纬度截到小数点后若干位：一个网格单元。', avoid: '农村地区取两位：一公里的网格可能只有一户。' },
  parameters: z.tuple([z.int().min(0).max(3)]),
  disclosure: 'reduced',
  types: ['Float', 'Decimal', 'String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (digits) => [{ tells: 'degrees', digits }],
  call: 'grid(1)',
  candidates: (digits) => 10 ** (6 - digits),
  example: '30.274085,120.155070',
  bind: ({ field }, digits) => ({
    mask: (value) => {
      if (field.type === 'Float') return typeof value === 'number' ? cutFloat(value, digits) : null;
      if (typeof value !== 'string') return null;
      if (field.type === 'Decimal') return cutText(value, digits, 180) ?? null;
      const [north, east, ...more] = (shortText(value, 60) ?? '').split(/\s*[,;]\s*/);
      const [lat, lon] = [cutText(north ?? '', digits, 90), cutText(east ?? '', digits, 180)];
      return lat !== undefined && lon !== undefined && more.length === 0 ? `${lat},${lon}` : null;
    },
  }),
});

const cutFloat = (value: Value & number, digits: number): number | null => {
  const text = Math.abs(value) <= 180 ? value.toFixed(9) : undefined;
  const cut = text === undefined ? undefined : cutText(text, digits, 180);
  return cut === undefined ? null : Number(cut);
};

/** The multiple of `10 ** -digits` at or below the number. */
function cutText(text: string, digits: number, most: number): string | undefined {
  const number = text.length <= 40 ? exact(text) : undefined;
  if (!number) return undefined;
  const bound = BigInt(most) * 10n ** BigInt(number.digits);
  if (number.units > bound || number.units < -bound) return undefined;
  const cell = floorDivide(number.units * 10n ** BigInt(digits), 10n ** BigInt(number.digits));
  const written = (cell < 0n ? -cell : cell).toString().padStart(digits + 1, '0');
  const whole = written.slice(0, written.length - digits);
  return `${cell < 0n ? '-' : ''}${whole}${digits > 0 ? `.${written.slice(-digits)}` : ''}`;
}
