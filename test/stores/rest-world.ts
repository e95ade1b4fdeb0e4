import fc from 'fast-check';
import type { FieldType } from '../../schema/terms/field.ts';
import type { Raw, Records, RestTable } from './rest-server.ts';
import { addresses, awkward, bigints, day, decimal, ints, octets, sample, type StoreWorld, text } from './world.ts';

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
  '100.00',
];
const dates = ['2024-02-29', '1970-01-01', '0001-01-01', '9999-12-31', '1900-12-31'];
const moments = [
  '2024-02-29T23:59:59.999999Z',
  '1970-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999Z',
  '2023-12-31T23:30:00-05:00',
  '2024-01-01T00:30:00+08:00',
  '1890-06-01T00:00:00.000001Z',
];

const values: StoreWorld['values'] = {
  String: [null, '\u0000', 'a\u0000', ...awkward, ...addresses, ...sample(text, 80), ...sample(octets, 40)],
  Decimal: [null, ...decimals, ...sample(decimal, 80)],
  Int: [null, ...[...ints, ...sample(fc.integer(), 60)].map(String)],
  BigInt: [null, ...bigints, ...sample(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), 60).map(String)],
  Date: [null, ...dates, ...sample(day, 40).map((at) => at.toISOString().slice(0, 10))],
  DateTime: [null, ...moments, ...sample(day, 40).map((at) => at.toISOString())],
};

/** An API has no statements. */
const unsaid = (): string => '';

/** What an API of the test server holds in place of what a database does. */
export const restWorld: StoreWorld = {
  values,
  seed: unsaid,
  drop: unsaid,
  states: { timeout: 'CALL_TIMEOUT', readOnly: 'HTTP_405' },
};

const isNumber: ReadonlySet<FieldType> = new Set(['Decimal', 'Int', 'BigInt']);

/** Numbers come with all their digits, and every other one of them as a text. */
const raw = (type: FieldType, value: string | null, at: number): Raw =>
  value !== null && isNumber.has(type) && at % 2 === 0 ? value : JSON.stringify(value);

const valuesOf = (type: FieldType): RestTable => ({
  columns: { id: 'number' },
  records: (values[type] ?? []).map((value, id) => ({ id: String(id), v: raw(type, value, id) })),
});

const recordsOf = (names: readonly string[], rows: readonly (readonly unknown[])[]): Records =>
  rows.map((row) => Object.fromEntries(names.map((name, at) => [name, JSON.stringify(row[at] ?? null)])));

const peopleColumns = ['id', 'ref', 'code', 'name', 'city', 'born'];
const people = recordsOf(peopleColumns, [
  [1, '00000000-0000-0000-0000-000000000001', 'c-1', 'Ann', 'Bonn', '1990-05-01'],
  [2, '00000000-0000-0000-0000-000000000002', 'c-2', 'Bo'],
  [3, 'FFFFFFFF-ffff-ffff-ffff-ffffffffffff', '客-3', '李雷', '北京', '1980-01-31'],
  [4, '00000000-0000-0000-0000-000000000004', 'C-1', 'ann', 'Bonn', '1990-05-01'],
]);

const orderColumns = ['id', 'person_id', 'person_ref', 'person_code', 'total', 'placed'];
const orders: Records = [
  ...Array.from({ length: 20 }, (_, at) => {
    const i = at + 1;
    const which = i % 3;
    return {
      id: String(i),
      person_id: String(1 + which),
      person_ref: JSON.stringify(JSON.parse(people[which]?.['ref'] ?? '""').toLowerCase()),
      person_code: people[which]?.['code'] ?? 'null',
      total: (i * 10.5).toFixed(2),
      placed: JSON.stringify(`2024-01-${String(i + 1).padStart(2, '0')}T00:00:00Z`),
    };
  }),
  { id: '100' },
];

const cells: Records = [
  {
    id: '1',
    big: '9007199254740993',
    uid: '"00112233-4455-6677-8899-aabbccddeeff"',
    slug: '"a-slug"',
    label: JSON.stringify('O\'Brien "x" \\ 李'),
    padded: '"ab"',
    mood: '"GLAD"',
    small: '7',
    amount: '123456789012345678901234567890.0987654321',
    ratio: '1e-1',
    single: '0.10000000149011612',
    flag: 'true',
    born: '"2024-02-29"',
    at: '"2024-02-29T23:59:59.123456Z"',
    local: '"2024-03-01 07:59:59.1+08:00"',
    'we"ird; drop': '"odd"',
  },
  { id: '2', big: '"-9223372036854775808"', flag: 'null' },
];

const key = {
  id: 'number',
  ref: 'text',
  code: 'text',
  person_id: 'number',
  person_ref: 'text',
  person_code: 'text',
} as const;

/** The tables of the contract, as the test server holds them. */
export const restTables: ReadonlyMap<string, RestTable> = new Map([
  ...Object.keys(values).map((type) => [`v_${type.toLowerCase()}`, valuesOf(type as FieldType)] as const),
  ['cells', { columns: key, records: cells }],
  ['people', { columns: { ...key, name: 'text', city: 'text' }, records: people }],
  ['orders', { columns: key, records: orders }],
  ['heavy', { columns: key, records: [] }],
  ['writing', { columns: key, records: [] }],
]);

/** The columns of each of them. */
export const restColumns: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.keys(values).map((type) => [`v_${type.toLowerCase()}`, ['id', 'v']])),
  cells: Object.keys(cells[0] ?? {}),
  people: peopleColumns,
  orders: orderColumns,
  heavy: ['id'],
  writing: ['id'],
};
