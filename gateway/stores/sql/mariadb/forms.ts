import type { StoreForm } from '../../../../schema/terms/form.ts';
import type { SqlType } from '../../../statement.ts';
import { bytesOf } from './texts.ts';

type Printer<F extends StoreForm> = (form: F, value: string, type: SqlType) => string;

const positive = (value: number): string => {
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`a form takes a positive whole number, not ${value}`);
  return String(value);
};

/** What the type can hold: a multiple beyond it does not fit. */
const ranges: Readonly<Partial<Record<SqlType, readonly [least: string, most: string]>>> = {
  Int: ['-2147483648', '2147483647'],
  BigInt: ['-9223372036854775808', '9223372036854775807'],
};

/** The bits of a network of so many of its first bits. */
const mask = (bits: number): number => 2 ** 32 - 2 ** (32 - bits);

type Unit = Extract<StoreForm, { readonly form: 'truncate-date' }>['unit'];

/** The first day of a period, as text. */
const beginnings: Readonly<Record<Unit, (value: string) => string>> = {
  day: (value) => `date_format(${value}, '%Y-%m-%d')`,
  month: (value) => `date_format(${value}, '%Y-%m-01')`,
  quarter: (value) => `date_format(${value}, '%Y-'), lpad(quarter(${value}) * 3 - 2, 2, '0'), '-01'`,
  year: (value) => `date_format(${value}, '%Y-01-01')`,
};

/** Each form is total: what does not fit its format is null. */
const printers: { readonly [F in StoreForm as F['form']]: Printer<F> } = {
  'truncate-date': ({ unit }, value, type) => {
    const [word, time] = type === 'Date' ? ['date', ''] : ['datetime(6)', ' 00:00:00'];
    // A day of zeros, whole or in part, is no day.
    const isDay = `${value} >= cast('0001-01-01' as date) and month(${value}) > 0 and dayofmonth(${value}) > 0`;
    return `case when ${isDay} then cast(concat(${beginnings[unit](value)}, '${time}') as ${word}) end`;
  },
  // By the remainder, which is exact: a quotient could be rounded up to a half.
  round: ({ step }, value, type) => {
    const by = positive(step);
    const n = type === 'Decimal' ? value : `cast(${value} as decimal(65, 0))`;
    const far = `(abs(${n}) + ${half(step)})`;
    const rounded = `cast(sign(${n}) * (${far} - mod(${far}, ${by})) as decimal(65, 0))`;
    const range = ranges[type];
    return range ? `case when ${rounded} between ${range[0]} and ${range[1]} then ${rounded} end` : rounded;
  },
  // A remainder of -0.00 is less than zero to MariaDB, while its sign is none.
  floor: ({ step }, value, type) => {
    const by = positive(step);
    const n = type === 'Decimal' ? value : `cast(${value} as decimal(65, 0))`;
    const rest = `mod(${n}, ${by})`;
    const below = `cast(${n} - ${rest} - case when sign(${rest}) < 0 then ${by} else 0 end as decimal(65, 0))`;
    const range = ranges[type];
    return range ? `case when ${below} between ${range[0]} and ${range[1]} then ${below} end` : below;
  },
  // What is written back as it stood is an address in its one form.
  'ipv4-prefix': ({ bits }, value) =>
    `case when ${bytesOf(`inet_ntoa(inet_aton(${value}))`)} = ${bytesOf(value)} ` +
    `then convert(inet_ntoa(inet_aton(${value}) & ${mask(bits)}) using utf8mb4) end`,
  prefix: ({ length }, value) => {
    const n = positive(length);
    return `case when char_length(${value}) > ${n} then left(${value}, ${n}) end`;
  },
};

/** Half of a whole number, as an exact numeral. */
const half = (step: number): string => `${Math.floor(step / 2)}${step % 2 === 1 ? '.5' : '.0'}`;

/** A masked value, as an expression in parentheses. */
export const printForm = (form: StoreForm, value: string, type: SqlType): string =>
  `(${(printers[form.form] as Printer<StoreForm>)(form, value, type)})`;
