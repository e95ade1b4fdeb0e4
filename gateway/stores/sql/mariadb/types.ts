import type { Row, SqlType } from '../../../statement.ts';
import type { ColumnKind } from './columns.ts';
import { jsonColumns } from './json.ts';

type Decode = (cell: unknown) => Row[number];

/** How MariaDB knows a type of the tree. */
export interface SqlTypeFacts {
  /** Columns that hold such values, each with what makes of a column a value of the type. Others are refused. */
  readonly columns: Readonly<Partial<Record<ColumnKind, (column: string) => string>>>;
  /** Compared and ordered by code point. */
  readonly text: boolean;
  /** What stands around a bound value. */
  readonly param: readonly [before: string, after: string];
  /** The expression that gives the canonical cell. */
  readonly read: (expression: string) => string;
  readonly decode: Decode;
}

const bare = (expression: string): string => expression;
const asText = (column: string): string => `convert(${column} using utf8mb4)`;
const truth = (column: string): string => `(${column} <> 0)`;

const string: Decode = (cell) => (cell === null ? null : Buffer.isBuffer(cell) ? cell.toString('utf8') : String(cell));
const number: Decode = (cell) => (cell === null ? null : Number(cell));
const boolean: Decode = (cell) => (cell === null ? null : Number(cell) !== 0);

const text: SqlTypeFacts = {
  columns: {
    text: asText,
    integer: asText,
    decimal: asText,
    float: asText,
    date: asText,
    datetime: asText,
    uuid: asText,
    binary: asText,
    json: asText,
    other: asText,
  },
  text: true,
  param: ['', ''],
  read: bare,
  decode: string,
};
const plain = (
  columns: SqlTypeFacts['columns'],
  decode: Decode,
  more: Partial<Pick<SqlTypeFacts, 'param' | 'read'>> = {},
): SqlTypeFacts => ({ columns, text: false, param: ['', ''], read: bare, decode, ...more });

const integer = { integer: bare };
/** Sixteen bytes as a UUID is written. */
const fromBytes = (column: string): string => {
  const dashed = [9, 14, 19, 24].reduce((inner, at) => `insert(${inner}, ${at}, 0, '-')`, `hex(${column})`);
  return `lower(convert(${dashed} using utf8mb4))`;
};

export const sqlTypes: Readonly<Record<SqlType | 'hash', SqlTypeFacts>> = {
  ID: text,
  String: text,
  Enum: text,
  Int: plain(integer, number),
  BigInt: plain(integer, string),
  // A float compares as the double that it is, so it is read as that one too.
  Float: plain({ integer: bare, decimal: bare, float: bare }, number, { read: (x) => `cast(${x} as double)` }),
  Decimal: plain({ integer: bare, decimal: bare }, string),
  Boolean: plain({ integer: truth, bit: truth }, boolean),
  Date: plain({ date: bare, datetime: (column) => `cast(${column} as date)` }, string, {
    param: ['cast(', ' as date)'],
    read: (x) => `date_format(${x}, '%Y-%m-%d')`,
  }),
  DateTime: plain({ datetime: bare, date: (column) => `cast(${column} as datetime(6))` }, string, {
    param: ['cast(', ' as datetime(6))'],
    read: (x) => `date_format(${x}, '%Y-%m-%dT%H:%i:%s.%fZ')`,
  }),
  JSON: plain(jsonColumns, string),
  'key:integer': plain(integer, string),
  'key:bigint': plain(integer, string),
  'key:uuid': plain({ uuid: asText, text: (column) => `lower(${asText(column)})`, binary: fromBytes }, string),
  'key:text': text,
  case: plain(integer, number),
  json: text,
  hash: text,
};

/** What a column of a type is taken for before its table was looked at. */
export const natural: Readonly<Record<SqlType | 'hash', ColumnKind>> = {
  ID: 'text',
  String: 'text',
  Enum: 'text',
  Int: 'integer',
  BigInt: 'integer',
  Float: 'float',
  Decimal: 'decimal',
  Boolean: 'integer',
  Date: 'date',
  DateTime: 'datetime',
  JSON: 'text',
  'key:integer': 'integer',
  'key:bigint': 'integer',
  'key:uuid': 'text',
  'key:text': 'text',
  case: 'integer',
  json: 'text',
  hash: 'text',
};
