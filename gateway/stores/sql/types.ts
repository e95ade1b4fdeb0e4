import type { Row, SqlType } from '../../statement.ts';

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
  /** The expression whose text is the canonical cell. */
  readonly read: (expression: string) => string;
  readonly decode: Decode;
}

const bare = (expression: string): string => expression;
const asText = (expression: string): string => `${expression}::text`;
const string: Decode = (cell) => (cell === null ? null : String(cell));
const number: Decode = (cell) => (cell === null ? null : Number(cell));
const boolean: Decode = (cell) => (cell === null ? null : cell === 't');

/**
 * What lies outside the years 1 to 9999 (`infinity`, BC) keeps PostgreSQL's own text: it casts back exactly, so
 * cursors stand.
 */
const moment = (x: string, at: string, picture: string): string =>
  `case when ${x} >= '0001-01-01' and ${x} < '10000-01-01' then to_char(${at}, '${picture}') else ${x}::text end`;
const readDate = (x: string): string => moment(x, `${x}::timestamp`, 'YYYY-MM-DD');
const readDateTime = (x: string): string => moment(x, `${x} at time zone 'UTC'`, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

// Casting varchar to text is free and keeps the index; on citext or an enum it is what makes them compare as text.
const text: SqlTypeFacts = { sql: 'text', text: true, column: asText, read: bare, decode: string };

/**
 * Any type as the text of its JSON, read without ever being built, so that nothing in it can fail and numbers keep their
 * digits; arrays and composites become JSON here. A `null` of JSON is a null: what is null to a caller is null to a filter.
 */
const jsonText = (column: string): string => `nullif(btrim(to_json(${column})::text, E' \\t\\n\\r'), 'null')`;

const plain = (sql: string, decode: Decode, read = bare): SqlTypeFacts => ({
  sql,
  text: false,
  column: bare,
  read,
  decode,
});

export const sqlTypes: Readonly<Record<SqlType | 'hash', SqlTypeFacts>> = {
  ID: text,
  String: text,
  Enum: text,
  // A rounded Int may lie outside of int4.
  Int: plain('int8', number),
  BigInt: plain('int8', string),
  // A real compares as the double that it is, so it is read as that one too.
  Float: plain('float8', number, (expression) => `${expression}::float8`),
  Decimal: plain('numeric', string),
  Boolean: plain('bool', boolean),
  Date: plain('date', string, readDate),
  DateTime: plain('timestamptz', string, readDateTime),
  JSON: { ...plain('text', string), column: jsonText },
  'key:integer': plain('int4', string),
  'key:bigint': plain('int8', string),
  'key:uuid': plain('uuid', string),
  'key:text': text,
  case: plain('int4', number),
  hash: text,
};
