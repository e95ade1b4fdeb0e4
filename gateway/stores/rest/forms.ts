import type { Value } from '../../../schema/terms/field.ts';
import type { StoreForm } from '../../../schema/terms/form.ts';
import type { SqlType } from '../../statement.ts';

type Maker<F extends StoreForm> = (form: F, value: Value, type: SqlType) => Value | null;

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

/** What the type can hold: a multiple beyond it does not fit. */
const bits: Readonly<Partial<Record<SqlType, number>>> = { Int: 32, BigInt: 64 };

const midnight = 'T00:00:00.000000Z';
/** The month that a period begins with. */
const firstMonth: Readonly<Record<'year' | 'quarter' | 'month' | 'day', (month: string) => string>> = {
  year: () => '01',
  quarter: (month) => String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0'),
  month: (month) => month,
  day: (month) => month,
};

const makers: { readonly [F in StoreForm as F['form']]: Maker<F> } = {
  'truncate-date': ({ unit }, value, type) => {
    const [year = '', month = '', day = ''] = String(value).slice(0, 10).split('-');
    return `${year}-${firstMonth[unit](month)}-${unit === 'day' ? day : '01'}${type === 'DateTime' ? midnight : ''}`;
  },
  round: ({ step }, value, type) => held(nearest(String(value), BigInt(step)), type),
  floor: ({ step }, value, type) => held(below(String(value), BigInt(step)), type),
  'ipv4-prefix': ({ bits: kept }, value) => {
    if (!ipv4.test(String(value))) return null;
    const parts = String(value).split('.');
    return parts.map((part, at) => (at < kept / 8 ? part : '0')).join('.');
  },
  prefix: ({ length }, value) => {
    const head = [...String(value).slice(0, 2 * length + 2)];
    return head.length > length ? head.slice(0, length).join('') : null;
  },
};

/** A number where its type can hold it. */
function held(number: bigint, type: SqlType): Value | null {
  const most = bits[type];
  if (most !== undefined && BigInt.asIntN(most, number) !== number) return null;
  return type === 'Int' ? Number(number) : String(number);
}

/** The digits of a decimal without its sign and point, and a step of as many places. */
function scaled(plain: string, step: bigint): readonly [units: bigint, step: bigint] {
  const [whole = '', part = ''] = plain.replace('-', '').split('.');
  return [BigInt(whole + part), step * 10n ** BigInt(part.length)];
}

/** The nearest multiple of a whole number, halves away from zero. */
function nearest(plain: string, step: bigint): bigint {
  const [units, by] = scaled(plain, step);
  const multiple = ((2n * units + by) / (2n * by)) * step;
  return plain.startsWith('-') ? -multiple : multiple;
}

/** The multiple of a whole number at or below it. */
function below(plain: string, step: bigint): bigint {
  const [units, by] = scaled(plain, step);
  if (!plain.startsWith('-')) return (units / by) * step;
  return -((units + by - 1n) / by) * step;
}

/** A masked value, from a value in the form of its type. Each form is total: what does not fit its format is null. */
export const makeForm = (form: StoreForm, value: Value, type: SqlType): Value | null =>
  (makers[form.form] as Maker<StoreForm>)(form, value, type);
