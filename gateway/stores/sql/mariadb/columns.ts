/** What a column holds, as far as it matters to how it is compared and read. */
export const columnKinds = [
  'text',
  'integer',
  'decimal',
  'float',
  'date',
  'datetime',
  'bit',
  'uuid',
  'binary',
  'json',
  'other',
] as const;
export type ColumnKind = (typeof columnKinds)[number];

export interface ColumnFacts {
  readonly kind: ColumnKind;
  readonly nullable: boolean;
  /** Of texts; nothing for what has none. */
  readonly charset?: string;
  readonly collation?: string;
}

/** The columns of a table by their names in lower case: MariaDB takes them in any. */
export type TableFacts = ReadonlyMap<string, ColumnFacts>;

const kinds: Readonly<Record<string, ColumnKind>> = {
  tinyint: 'integer',
  smallint: 'integer',
  mediumint: 'integer',
  int: 'integer',
  bigint: 'integer',
  year: 'integer',
  decimal: 'decimal',
  float: 'float',
  double: 'float',
  date: 'date',
  datetime: 'datetime',
  timestamp: 'datetime',
  bit: 'bit',
  uuid: 'uuid',
  binary: 'binary',
  varbinary: 'binary',
  tinyblob: 'binary',
  blob: 'binary',
  mediumblob: 'binary',
  longblob: 'binary',
  // MySQL's own: MariaDB keeps JSON as text.
  json: 'json',
};

/** As `information_schema.columns` tells it. */
export interface ColumnRow {
  readonly dataType: string;
  readonly scale: number;
  readonly nullable: boolean;
  readonly charset: string | null;
  readonly collation: string | null;
}

export function columnFacts({ dataType, scale, nullable, charset, collation }: ColumnRow): ColumnFacts {
  if (charset !== null && collation !== null) return { kind: 'text', nullable, charset, collation };
  const kind = kinds[dataType.toLowerCase()] ?? 'other';
  return { kind: kind === 'decimal' && scale === 0 ? 'integer' : kind, nullable };
}

/** Collations that tell every two texts apart and order them by code point. */
export const isExact = ({ collation = '' }: ColumnFacts): boolean =>
  collation === 'utf8mb4_nopad_bin' || collation === 'utf8mb4_0900_bin';
