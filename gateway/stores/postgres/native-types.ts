import type { KeyType } from '../../../schema/catalogue/catalogue.ts';
import type { FieldType } from '../../../schema/terms/field.ts';

interface NativeFacts {
  readonly fits: readonly FieldType[];
  readonly keys?: readonly KeyType[];
  readonly remark?: string;
}

const text: NativeFacts = { fits: ['String', 'Enum', 'JSON'], keys: ['text'] };
const whole: NativeFacts = { fits: ['Int', 'BigInt', 'Decimal', 'String', 'JSON'], keys: ['integer', 'bigint'] };
const moment: NativeFacts = { fits: ['DateTime', 'String', 'JSON'] };
const double: NativeFacts = { fits: ['Float', 'String', 'JSON'] };
const tree: NativeFacts = { fits: ['JSON', 'String'] };
const address: NativeFacts = {
  fits: ['String', 'JSON'],
  remark:
    'its text ends in a mask, `203.0.113.7/32`, which no mask of addresses takes: read it by a view, as `host(…)`',
};

/** PostgreSQL's own types by `pg_type.typname`, and how each can be read. */
const natives: Readonly<Record<string, NativeFacts>> = {
  text,
  varchar: text,
  bpchar: text,
  citext: text,
  name: text,
  uuid: { fits: ['String', 'JSON'], keys: ['uuid', 'text'] },
  int2: whole,
  int4: whole,
  int8: { fits: ['BigInt', 'Decimal', 'String', 'JSON'], keys: ['bigint'] },
  numeric: { fits: ['Decimal', 'String', 'JSON'] },
  float4: double,
  float8: double,
  bool: { fits: ['Boolean', 'String', 'JSON'] },
  date: { fits: ['Date', 'String', 'JSON'] },
  timestamp: moment,
  timestamptz: moment,
  json: tree,
  jsonb: tree,
  inet: address,
  cidr: address,
  money: { fits: [], remark: 'its text depends on where the server stands: read it by a view, as `numeric`' },
  bytea: { fits: [], remark: 'bytes are no text: read it by a view, as `encode(…)`, or leave it out' },
};

/** How a column is read, by its type below all domains. @param kind `pg_type.typtype`; @param category `typcategory` */
export function nativeFacts(name: string, kind: string, category: string): NativeFacts {
  if (kind === 'e') return { fits: ['Enum', 'String', 'JSON'], keys: ['text'] };
  // The text of an array or a row is a notation of PostgreSQL's own.
  if (kind === 'c' || category === 'A') return { fits: ['JSON'] };
  return natives[name] ?? { fits: ['String', 'JSON'] };
}
