import type { Row, SqlType } from '../../statement.ts';
import type { JsonForm } from '../contract.ts';

type Decode = (cell: unknown) => Row[number];

/** How PostgreSQL knows a type of the tree. Cells come as the text of its output functions, or null. */
export interface SqlTypeFacts {
  /** What a bound value is cast to. */
  readonly sql: string;
  /** Compared and ordered by code point. */
  readonly text: boolean;
  /**
   * A column of this type, so that whatever stands in the table compares as the type does. Bare where an index could
   * serve.
   */
  readonly column: (column: string) => string;
  /** The expression that is read, whose text `decode` makes the canonical cell of. */
  readonly read: (expression: string) => string;
  /** The expression whose text is the canonical cell. */
  readonly canonical: (expression: string) => string;
  readonly decode: Decode;
  /** The same cell as JSON, from its text. */
  readonly json: JsonForm;
}

const bare = (expression: string): string => expression;
const asText = (expression: string): string => `${expression}::text`;
const string: Decode = (cell) => (cell === null ? null : String(cell));
const number: Decode = (cell) => (cell === null ? null : Number(cell));
const boolean: Decode = (cell) => (cell === null ? null : cell === 't');

/**
 * `YYYY-MM-DD HH:MM:SS[.ffffff]+00` of a session in UTC, as RFC 3339 with microseconds. What lies outside the years 1
 * to 9999 (`infinity`, BC) keeps PostgreSQL's own text: it casts back exactly, so cursors stand.
 */
const decodeMoment: Decode = (cell) => {
  const found = cell === null ? null : /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(String(cell));
  return found ? `${found[1]}T${found[2]}.${(found[3] ?? '').padEnd(6, '0')}Z` : string(cell);
};

/** The same, made by the store: dear, so only where the text stays there. */
const canonicalMoment = (x: string): string =>
  `case when ${x} >= '0001-01-01' and ${x} < '10000-01-01' then to_char(${x} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') else ${x}::text end`;

// Casting varchar to text is free and keeps the index; on citext or an enum it is what makes them compare as text.
const text: SqlTypeFacts = {
  sql: 'text',
  text: true,
  column: asText,
  read: bare,
  canonical: bare,
  decode: string,
  json: 'quoted',
};
const plain = (sql: string, decode: Decode, json: JsonForm, read = bare, canonical = read): SqlTypeFacts => ({
  sql,
  text: false,
  column: bare,
  read,
  canonical,
  decode,
  json,
});

/**
 * Any type as the text of its JSON, read without ever being built, so that nothing in it can fail and numbers keep their
 * digits; arrays and composites become JSON here. A `null` of JSON is a null: what is null to a caller is null to a filter.
 */
const jsonText = (column: string): string => `nullif(btrim(to_json(${column})::text, E' \\t\\n\\r'), 'null')`;

export const sqlTypes: Readonly<Record<SqlType | 'hash', SqlTypeFacts>> = {
  ID: text,
  String: text,
  Enum: text,
  // A rounded Int may lie outside of int4.
  Int: plain('int8', number, 'bytes'),
  BigInt: plain('int8', string, 'quoted'),
  // A real compares as the double that it is, so it is read as that one too.
  Float: plain('float8', number, 'value', (expression) => `${expression}::float8`),
  Decimal: plain('numeric', string, 'quoted'),
  Boolean: plain('bool', boolean, 'boolean'),
  Date: plain('date', string, 'quoted'),
  DateTime: plain('timestamptz', decodeMoment, 'moment', (x) => `${x}::timestamptz`, canonicalMoment),
  JSON: { ...plain('text', string, 'bytes'), column: jsonText },
  'key:integer': plain('int4', string, 'quoted'),
  'key:bigint': plain('int8', string, 'quoted'),
  'key:uuid': plain('uuid', string, 'quoted'),
  'key:text': text,
  case: plain('int4', number, 'bytes'),
  json: plain('text', string, 'bytes'),
  hash: text,
};
