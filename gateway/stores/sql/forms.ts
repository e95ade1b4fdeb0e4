import type { StoreForm } from '../../../schema/terms/form.ts';
import type { SqlType } from '../../statement.ts';

type Printer<F extends StoreForm> = (form: F, value: string, type: SqlType) => string;

const octet = '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';

const positive = (value: number): string => {
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`a form takes a positive whole number, not ${value}`);
  return String(value);
};

/** Each form is total: what does not fit its format is null. Values are texts of PostgreSQL, evaluated without side effect. */
const printers: { readonly [F in StoreForm as F['form']]: Printer<F> } = {
  'truncate-date': ({ unit }, value, type) => {
    const truncated =
      type === 'Date' ? `date_trunc('${unit}', ${value}::timestamp)::date` : `date_trunc('${unit}', ${value}, 'UTC')`;
    return `case when ${value} >= '0001-01-01' and ${value} < '10000-01-01' then ${truncated} end`;
  },
  // Exact: the remainder of numerics has no rounding, where a quotient could round up to a half.
  round: ({ step }, value) => {
    const n = `${value}::numeric`;
    const by = `${positive(step)}::numeric`;
    const rest = `mod(${n}, ${by})`;
    const away = `case when abs(${rest}) * 2 >= ${by} then sign(${n}) * ${by} else 0 end`;
    return `case when ${n} > '-infinity' and ${n} < 'infinity' then trunc(${n} - ${rest} + ${away}) end`;
  },
  'ipv4-prefix': ({ bits }, value) => {
    const kept = bits / 8;
    const parts = [1, 2, 3, 4].map((n) => (n <= kept ? `split_part(${value}, '.', ${n})` : `'0'`));
    return `case when ${value} collate "C" ~ '^${octet}([.]${octet}){3}$' then ${parts.join(` || '.' || `)} end`;
  },
  prefix: ({ length }, value) => {
    const n = positive(length);
    return `case when char_length(${value}) > ${n} then left(${value}, ${n}) end`;
  },
};

/** A masked value, as an expression in parentheses. */
export const printForm = (form: StoreForm, value: string, type: SqlType): string =>
  `(${(printers[form.form] as Printer<StoreForm>)(form, value, type)})`;
