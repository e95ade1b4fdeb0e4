import type { StoreForm } from '../../../schema/terms/form.ts';
import type { SqlType } from '../../statement.ts';

type Printer<F extends StoreForm> = (form: F, value: string, type: SqlType) => string;

const octet = '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';

const positive = (value: number): string => {
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`a form takes a positive whole number, not ${value}`);
  return String(value);
};

/** What the type can hold: a multiple beyond it does not fit. */
const ranges: Readonly<Partial<Record<SqlType, (value: string) => string>>> = {
  Int: (value) => `${value} between -2147483648 and 2147483647`,
  BigInt: (value) => `${value} between -9223372036854775808 and 9223372036854775807`,
};
const finite = (value: string): string => `${value} > '-infinity' and ${value} < 'infinity'`;

/**
 * Each form is total: what does not fit its format is null. Values are texts of PostgreSQL, evaluated without side
 * effect.
 */
const printers: { readonly [F in StoreForm as F['form']]: Printer<F> } = {
  'truncate-date': ({ unit }, value, type) => {
    const truncated =
      type === 'Date' ? `date_trunc('${unit}', ${value}::timestamp)::date` : `date_trunc('${unit}', ${value}, 'UTC')`;
    return `case when ${value} >= '0001-01-01' and ${value} < '10000-01-01' then ${truncated} end`;
  },
  // `div` cuts without rounding first, where the quotient of `/` could be rounded up to a half.
  round: ({ step }, value, type) => {
    const n = `${value}::numeric`;
    const by = `${positive(step)}::numeric`;
    const rounded = `(div(${n} + sign(${n}) * (${by} / 2.0), ${by}) * ${by})`;
    return `case when ${(ranges[type] ?? finite)(rounded)} then ${rounded} end`;
  },
  floor: ({ step }, value, type) => {
    const n = `${value}::numeric`;
    const by = `${positive(step)}::numeric`;
    const below = `((div(${n}, ${by}) - case when ${n} < 0 and mod(${n}, ${by}) <> 0 then 1 else 0 end) * ${by})`;
    return `case when ${(ranges[type] ?? finite)(below)} then ${below} end`;
  },
  'ipv4-prefix': ({ bits }, value) => {
    const kept = bits / 8;
    const text = `${value} collate "C"`;
    const parts = [1, 2, 3, 4].map((n) => (n <= kept ? `split_part(${text}, '.', ${n})` : `'0'`));
    return `case when ${text} ~ '^${octet}([.]${octet}){3}$' then ${parts.join(` || '.' || `)} end`;
  },
  prefix: ({ length }, value) => {
    const n = positive(length);
    return `case when char_length(${value}) > ${n} then left(${value}, ${n}) end`;
  },
};

/** A masked value, as an expression in parentheses. */
export const printForm = (form: StoreForm, value: string, type: SqlType): string =>
  `(${(printers[form.form] as Printer<StoreForm>)(form, value, type)})`;
