import type { FieldType } from '../../schema/terms/field.ts';
import { addresses, awkward, bigints, day, decimal, ints, octets, sample, type StoreWorld, text } from './world.ts';
import fc from 'fast-check';

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
  '-150.00',
  '249.90',
  '123456789012345678901234567890.123456789',
  '-99999999999999999999.5',
  '0.000000000000000000000000000001',
];
const dates = [
  '2024-02-29',
  '1970-01-01',
  '0001-01-01',
  '9999-12-31',
  '0000-00-00',
  '2024-00-00',
  '2024-05-00',
  '1900-12-31',
];
const moments = [
  '2024-02-29 23:59:59.999999',
  '1970-01-01 00:00:00',
  '0001-01-01 00:00:00',
  '9999-12-31 23:59:59.999999',
  '0000-00-00 00:00:00',
  '1890-06-01 00:00:00.000001',
];
/** Texts that a collation which pads or folds takes for others. */
const alike = [
  'a ',
  'a  ',
  'A',
  'á',
  '\u0000',
  'a\u0000',
  'a\u0001',
  ' a',
  'ß',
  'ss',
  '😀',
  '😁',
  '?',
  '|%',
  '0',
  '00',
];

/** Values of each type as MariaDB reads them. */
const values: StoreWorld['values'] = {
  String: [null, ...awkward, ...alike, ...addresses, ...sample(text, 80), ...sample(octets, 40)],
  Decimal: [null, ...decimals, ...sample(decimal, 80)],
  Int: [null, ...[...ints, ...sample(fc.integer(), 60)].map(String)],
  BigInt: [null, ...bigints, ...sample(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), 60).map(String)],
  Date: [null, ...dates, ...sample(day, 40).map((at) => at.toISOString().slice(0, 10))],
  DateTime: [null, ...moments, ...sample(day, 40).map((at) => at.toISOString().replace('T', ' ').slice(0, 23))],
};

const sqlNames: Readonly<Partial<Record<FieldType, string>>> = {
  String: 'varchar(60)',
  Decimal: 'decimal(65, 30)',
  Int: 'int',
  BigInt: 'bigint',
  Date: 'date',
  DateTime: 'datetime(6)',
};

/** Texts as their bytes, so that no mode of the session reads anything into them. */
const literal = (value: string | null): string =>
  value === null ? 'null' : `_utf8mb4 x'${Buffer.from(value).toString('hex')}'`;

const tableOf = (schema: string, type: FieldType): string => {
  const rows = (values[type] ?? []).map((value, id) => `(${id}, ${literal(value)})`);
  const table = `\`${schema}\`.v_${type.toLowerCase()}`;
  return `create table ${table} (id int primary key, v ${sqlNames[type]}, index (v)); insert into ${table} values ${rows.join(', ')};`;
};

/** The world of the contract, in columns as MariaDB has them; collations that fold and pad wherever there may be any. */
const seed = (schema: string): string => `
  create database \`${schema}\` character set utf8mb4 collate utf8mb4_general_ci;
  use \`${schema}\`;
  set session sql_mode = 'STRICT_ALL_TABLES', session time_zone = '+00:00';
  ${(Object.keys(values) as FieldType[]).map((type) => tableOf(schema, type)).join('\n')}
  create table \`${schema}\`.cells (
    id int primary key, big bigint, uid uuid, slug varchar(40) character set latin1, label varchar(40) collate utf8mb4_unicode_ci, padded char(6),
    mood enum('SAD', 'GLAD'), small smallint unsigned, amount decimal(40, 10), ratio double, single float, flag tinyint(1), born date, at timestamp(6) null,
    local datetime(1), \`we"ird; drop\` text);
  insert into \`${schema}\`.cells values
    (1, 9007199254740993, '00112233-4455-6677-8899-AABBCCDDEEFF', 'a-slug', ${literal('O\'Brien "x" \\ 李')}, 'ab', 'GLAD', 7,
     123456789012345678901234567890.0987654321, 0.1, 0.1, true, '2024-02-29', '2024-02-29 23:59:59.123456', '2024-02-29 23:59:59.1', 'odd'),
    (2, -9223372036854775808, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  create table \`${schema}\`.people (id int unsigned primary key, ref binary(16) unique, code varchar(40) collate utf8mb4_bin unique, name text, city varchar(40), born date);
  insert into \`${schema}\`.people values
    (1, x'00000000000000000000000000000001', 'c-1', 'Ann', 'Bonn', '1990-05-01'), (2, x'00000000000000000000000000000002', 'c-2', 'Bo', null, null),
    (3, x'ffffffffffffffffffffffffffffffff', ${literal('客-3')}, ${literal('李雷')}, ${literal('北京')}, '1980-01-31'),
    (4, x'00000000000000000000000000000004', 'C-1', 'ann', 'Bonn', '1990-05-01');
  create table \`${schema}\`.orders (id bigint unsigned primary key, person_id int, person_ref char(36), person_code varchar(60), total numeric(12, 2), placed timestamp null,
    index (person_id), index (person_ref), index (person_code));
  insert into \`${schema}\`.orders
    select i, 1 + i % 3, case 1 + i % 3 when 1 then '00000000-0000-0000-0000-000000000001' when 2 then '00000000-0000-0000-0000-000000000002'
      else 'FFFFFFFF-ffff-ffff-ffff-ffffffffffff' end, case 1 + i % 3 when 1 then 'c-1' when 2 then 'c-2' else ${literal('客-3')} end, i * 10.5,
      timestamp'2024-01-01 00:00:00' + interval i day from (select seq as i from seq_1_to_20) s;
  insert into \`${schema}\`.orders values (100, null, null, null, null, null);
  create view \`${schema}\`.heavy as select count(*) as id from seq_1_to_3000000 a, seq_1_to_3000000 b where a.seq * b.seq % 7 = 3;
  create function \`${schema}\`.writes() returns int modifies sql data begin insert into \`${schema}\`.people (id) values (99); return 99; end;
  create view \`${schema}\`.writing as select \`${schema}\`.writes() as id;
`;

export const mariadbWorld: StoreWorld = {
  values,
  seed,
  drop: (schema) => `drop database if exists \`${schema}\``,
  states: { timeout: 'ER_STATEMENT_TIMEOUT', readOnly: 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION' },
};
