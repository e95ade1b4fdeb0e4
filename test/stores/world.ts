import fc from 'fast-check';
import type { FieldType } from '../../schema/terms/field.ts';

/** A literal of SQL, for seeding only. */
export const literal = (text: string | null): string => (text === null ? 'null' : `'${text.replaceAll("'", "''")}'`);

export const awkward = [
  '',
  ' ',
  "O'Brien",
  '"quoted"',
  'back\\slash',
  '{braces}',
  'a,b',
  'NULL',
  'null',
  "'; drop table people; --",
  '$1',
  '%',
  '_',
  '100%_\\',
  '李雷',
  '欧阳娜娜',
  'naïve',
  'nai\u0308ve',
  '😀',
  '👩‍👩‍👧',
  '\u{10FFFF}',
  '\uFFFD',
  '\u200B',
  'tab\tnew\nline\r',
  'Z',
  'a',
  'ä',
  'É',
  'ß',
  'ﬀ',
  '\uE000',
];
export const addresses = [
  '1.2.3.4',
  '255.255.255.255',
  '0.0.0.0',
  '256.1.1.1',
  '01.2.3.4',
  '1.2.3',
  '1.2.3.4.5',
  '1.2.3.4 ',
  ' 1.2.3.4',
  '1.2.3.4\n',
  '1.2.3.4.',
  '::1',
  '1.2.3.٤',
  '1..2.3',
  '999.1.1.1',
  '10.20.30.40',
  '192.168.100.200',
  '1,2,3,4',
];
const decimals = [
  '0',
  '-0.4',
  '0.5',
  '-0.5',
  '1.5',
  '49.999999999999999999999999999999',
  '50',
  '-50',
  '149.99',
  '150',
  '-150.00',
  '249.90',
  'NaN',
  'Infinity',
  '-Infinity',
  '123456789012345678901234567890.123456789',
  '-99999999999999999999.5',
  '0.000000000000000000000000000001',
  '100.00',
];
export const ints = [0, 1, -1, 49, 50, -50, 51, 99, 150, 2147483647, -2147483648, 2147483600, 499, 500, -500];
export const bigints = [
  '0',
  '50',
  '-50',
  '9007199254740993',
  '9223372036854775807',
  '-9223372036854775808',
  '9223372036854775750',
  '149',
];
const dates = [
  '2024-02-29',
  '1970-01-01',
  '0001-01-01',
  '9999-12-31',
  'infinity',
  '-infinity',
  '0044-03-15 BC',
  '10000-01-01',
  '1900-12-31',
];
const moments = [
  '2024-02-29T23:59:59.999999Z',
  '1970-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999Z',
  'infinity',
  '-infinity',
  '0044-03-15 12:00:00+00 BC',
  '10000-01-01T00:00:00Z',
  '2023-12-31T23:30:00-05:00',
  '2024-01-01T00:30:00+08:00',
  '1890-06-01T00:00:00.000001Z',
];

export const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number): readonly T[] =>
  fc.sample(arbitrary, { seed: 20261101, numRuns });
export const text = fc
  .string({ unit: 'grapheme', maxLength: 8 })
  .filter((value) => !value.includes('\0') && value.isWellFormed());
export const octets = fc.array(fc.nat(300), { minLength: 3, maxLength: 5 }).map((parts) => parts.join('.'));
export const decimal = fc.tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.nat(6)).map(
  ([n, scale]) =>
    `${n < 0n ? '-' : ''}${String(n < 0n ? -n : n)
      .padStart(scale + 1, '0')
      .replace(new RegExp(`(\\d{${scale}})$`), scale ? '.$1' : '$1')}`,
);
export const day = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });

/** What a store's tables hold while it is held to the contract, in its own words. */
export interface StoreWorld {
  /** Values of each type, odd ones first: what a column of that type may hold. */
  readonly values: Readonly<Partial<Record<FieldType, readonly (string | null)[]>>>;
  /** Statements that make and fill the tables, in a schema of that name. */
  readonly seed: (schema: string) => string;
  readonly drop: (schema: string) => string;
  /** What the log is told of a statement that took too long, and of one that would write. */
  readonly states: { readonly timeout: string; readonly readOnly: string };
}

/** Values of each type as PostgreSQL reads them. */
const values: Readonly<Partial<Record<FieldType, readonly (string | null)[]>>> = {
  String: [null, ...awkward, ...addresses, ...sample(text, 80), ...sample(octets, 40)],
  Decimal: [null, ...decimals, ...sample(decimal, 80)],
  Int: [null, ...[...ints, ...sample(fc.integer(), 60)].map(String)],
  BigInt: [null, ...bigints, ...sample(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), 60).map(String)],
  Date: [null, ...dates, ...sample(day, 40).map((at) => at.toISOString().slice(0, 10))],
  DateTime: [null, ...moments, ...sample(day, 40).map((at) => at.toISOString())],
};

const sqlNames: Readonly<Partial<Record<FieldType, string>>> = {
  String: 'text',
  Decimal: 'numeric',
  Int: 'int',
  BigInt: 'bigint',
  Date: 'date',
  DateTime: 'timestamptz',
};

const tableOf = (schema: string, type: FieldType): string => {
  const rows = (values[type] ?? []).map((value, id) => `(${id}, ${literal(value)}::${sqlNames[type]})`);
  return `create table "${schema}".v_${type.toLowerCase()} (id int primary key, v ${sqlNames[type]}); insert into "${schema}".v_${type.toLowerCase()} values ${rows.join(', ')};`;
};

/** A small world in one schema: one table a type, people with orders, and every type exact to the last digit. */
const seed = (schema: string): string => `
  create schema "${schema}";
  ${(Object.keys(values) as FieldType[]).map((type) => tableOf(schema, type)).join('\n')}
  create type "${schema}".mood as enum ('SAD', 'GLAD');
  create table "${schema}".cells (
    id int primary key, big bigint, uid uuid, slug text, label varchar(40), padded char(6), mood "${schema}".mood, small smallint, amount numeric,
    ratio double precision, single real, flag boolean, born date, at timestamptz, local timestamp, "we""ird; drop" text);
  insert into "${schema}".cells values
    (1, 9007199254740993, '00112233-4455-6677-8899-aabbccddeeff', 'a-slug', 'O''Brien "x" \\ 李', 'ab', 'GLAD', 7, 123456789012345678901234567890.0987654321,
     0.1, 0.1, true, '2024-02-29', '2024-02-29 23:59:59.123456+00', '2024-02-29 23:59:59.1', 'odd'),
    (2, -9223372036854775808, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  create table "${schema}".people (id int primary key, ref uuid unique, code text unique, name text, city text, born date);
  insert into "${schema}".people values
    (1, '00000000-0000-0000-0000-000000000001', 'c-1', 'Ann', 'Bonn', '1990-05-01'), (2, '00000000-0000-0000-0000-000000000002', 'c-2', 'Bo', null, null),
    (3, 'ffffffff-ffff-ffff-ffff-ffffffffffff', '客-3', '李雷', '北京', '1980-01-31'), (4, '00000000-0000-0000-0000-000000000004', 'C-1', 'ann', 'Bonn', '1990-05-01');
  create table "${schema}".orders (id bigint primary key, person_id int, person_ref uuid, person_code text, total numeric(12, 2), placed timestamptz);
  insert into "${schema}".orders
    select i, 1 + i % 3, case 1 + i % 3 when 1 then '00000000-0000-0000-0000-000000000001' when 2 then '00000000-0000-0000-0000-000000000002' else 'ffffffff-ffff-ffff-ffff-ffffffffffff' end::uuid,
      case 1 + i % 3 when 1 then 'c-1' when 2 then 'c-2' else '客-3' end, i * 10.5, timestamptz '2024-01-01' + i * interval '1 day' from generate_series(1, 20) i;
  insert into "${schema}".orders values (100, null, null, null, null, null);
  create view "${schema}".heavy as select count(*)::int as id from generate_series(1, 3000000) a, generate_series(1, 3000000) b;
  create function "${schema}".writes() returns int language sql volatile as $$ insert into "${schema}".people values (99) returning id $$;
  create view "${schema}".writing as select "${schema}".writes() as id;
`;

export const postgresWorld: StoreWorld = {
  values,
  seed,
  drop: (schema) => `drop schema if exists "${schema}" cascade`,
  states: { timeout: '57014', readOnly: '25006' },
};
