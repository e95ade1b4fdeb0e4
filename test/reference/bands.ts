import type { Band } from '../../schema/terms/band.ts';
import type { Cell, FieldType } from '../../schema/terms/field.ts';

/** A value as a group has it: the first moment of its period, the lower end of its span. */
export function banded(type: FieldType, value: Cell, band: Band): Cell {
  if (value === null || band === true) return value;
  if (typeof band === 'number') return spanned(type, String(value), BigInt(band));
  const [year = '', month = '', day = ''] = String(value).slice(0, 10).split('-');
  const quarter = String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0');
  const first = { day: [month, day], month: [month, '01'], quarter: [quarter, '01'], year: ['01', '01'] }[band];
  return `${year}-${first.join('-')}${type === 'DateTime' ? 'T00:00:00.000000Z' : ''}`;
}

function spanned(type: FieldType, text: string, width: bigint): Cell {
  const [whole = '', part = ''] = text.replace('-', '').split('.');
  const negative = text.startsWith('-');
  const size = BigInt(whole);
  const over = size % width !== 0n || /[1-9]/.test(part);
  const low = negative ? -(size / width) * width - (over ? width : 0n) : (size / width) * width;
  if (type === 'Int') return low < -2147483648n ? null : Number(low);
  if (type === 'BigInt' && low < -(2n ** 63n)) return null;
  return String(low);
}
