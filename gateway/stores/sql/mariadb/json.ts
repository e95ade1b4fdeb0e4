import type { ColumnKind } from './columns.ts';

/**
 * What `json_valid` lets pass and RFC 8259 does not, `[-]`, `[1e]` and `"\a"`, is taken away: one such cell would make a whole
 * answer unreadable. Of what is valid otherwise, only the tokens are left to look at; nothing in it ever goes back.
 */
const tokens = String.raw`(?-i)^(?:[][{},: \t\n\r]++|true|false|null|"(?:[^"\\]++|\\["\\/bfnrtu])*+"|-?[0-9]++(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?)*+$`;
const literal = `'${tokens.replaceAll('\\', '\\\\')}'`;

const asText = (column: string): string => `convert(${column} using utf8mb4)`;
const quoted = (text: string): string => `json_quote(convert(${text} using utf8mb4))`;

/** Text that holds JSON, as it stands, or null: a `null` of it is one to every filter, and so is what is no JSON. */
const written = (column: string): string => {
  const text = asText(column);
  // MySQL's own `json_valid` is exact, and its patterns are bounded: it takes this for a comment.
  const exact = `/*M! and ${text} regexp ${literal} */`;
  return `if(json_valid(${text}) ${exact} and json_type(${text}) <> 'NULL', ${text}, null)`;
};

/** Columns that can be read as JSON, each with the text of it. Numbers keep their digits, moments are as RFC 3339 has them. */
export const jsonColumns: Readonly<Partial<Record<ColumnKind, (column: string) => string>>> = {
  text: written,
  json: (column) => `if(json_type(${column}) <> 'NULL', ${asText(column)}, null)`,
  integer: asText,
  decimal: asText,
  float: (column) => asText(`cast(${column} as double)`),
  date: (column) => quoted(`date_format(${column}, '%Y-%m-%d')`),
  datetime: (column) => quoted(`date_format(${column}, '%Y-%m-%dT%H:%i:%s.%fZ')`),
  uuid: quoted,
};
