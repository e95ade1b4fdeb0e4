import type { Value } from '../../../schema/terms/field.ts';
import type { StoreForm } from '../../../schema/terms/form.ts';
import type { SqlType } from '../../statement.ts';

type Maker<F extends StoreForm> = (form: F, value: Value, type: SqlType) => Value | null;

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

/** What the type can hold: a multiple beyond it does not fit. */
const bits: Readonly<Partial<Record<SqlType, number>>> = { Int: 32, BigInt: 64 };

const makers: { readonly [F in StoreForm as F['form']]: Maker<F> } = {
  'truncate-date': ({ unit }, value, type) => {
    const tail = type === 'DateTime' ? 'T00:00:00.000000Z' : '';
    return `${String(value).slice(0, unit === 'month' ? 7 : 4)}${unit === 'month' ? '' : '-01'}-01${tail}`;
  },
  round: ({ step }, value, type) => {
    const rounded = nearest(String(value), BigInt(step));
    const held = bits[type];
    if (held !== undefined && BigInt.asIntN(held, rounded) !== rounded) return null;
    return type === 'Int' ? Number(rounded) : String(rounded);
  },
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

/** The nearest multiple of a whole number, halves away from zero. */
function nearest(plain: string, step: bigint): bigint {
  const [whole = '', part = ''] = plain.replace('-', '').split('.');
  const scaled = step * 10n ** BigInt(part.length);
  const multiple = ((2n * BigInt(whole + part) + scaled) / (2n * scaled)) * step;
  return plain.startsWith('-') ? -multiple : multiple;
}

/** A masked value, from a value in the form of its type. Each form is total: what does not fit its format is null. */
export const makeForm = (form: StoreForm, value: Value, type: SqlType): Value | null =>
  (makers[form.form] as Maker<StoreForm>)(form, value, type);
