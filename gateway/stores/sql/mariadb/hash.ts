import type { KeyType } from '../../../../schema/catalogue/catalogue.ts';
import type { SqlType } from '../../../statement.ts';
import { bytesHashColumn, hashColumn } from './hash-column.ts';
import { place } from './places.ts';
import { quote, quoteTable } from './quote.ts';
import { bytesOf } from './texts.ts';

/** The canonical bytes of a key, of its canonical value: the same as for every other store. */
const keyBytes: Readonly<Record<KeyType, (value: string) => string>> = {
  integer: (value) => `unhex(lpad(hex(${value}), 16, '0'))`,
  bigint: (value) => `unhex(lpad(hex(${value}), 16, '0'))`,
  uuid: (value) => `unhex(replace(${value}, '-', ''))`,
  text: bytesOf,
};

/** SHA-256 of a salt (hex, in that slot) and a key, in lower-case hex. */
export function hashExpression(salt: number, value: string, type: SqlType): string {
  const bytes = type.startsWith('key:') ? keyBytes[type.slice('key:'.length) as KeyType] : undefined;
  if (!bytes) throw new Error(`only a key can be hashed, not a column of type \`${type}\``);
  return `sha2(concat(unhex(${place(salt, 'hash')}), ${bytes(value)}), 256)`;
}

/**
 * The same of a bare column, for one that is computed and stored: whoever prints it has not looked at the table.
 * A UUID in sixteen bytes is another column, since nothing tells it from one in text.
 */
const columnBytes: Readonly<Record<KeyType | 'bytes', (column: string) => string>> = {
  ...keyBytes,
  // `char` depends on a mode of the session, save without its last spaces.
  uuid: (column) => `unhex(replace(rtrim(${column}), '-', ''))`,
  bytes: (column) => column,
  text: (column) => bytesOf(`convert(${column} using utf8mb4)`),
};

interface Table {
  readonly schema?: string;
  readonly name: string;
}

/**
 * What makes rows come in a keyed order without sorting them: a column that is computed when a row is written, and its
 * index. It is invisible to `select *` and to `insert` without columns.
 */
export function hashIndex(
  table: Table,
  key: { readonly column: string; readonly type: KeyType | 'bytes' },
  salt: string,
): string {
  if (!/^[\da-f]+$/.test(salt)) throw new Error('a salt is lower-case hex');
  const name = quote(key.type === 'bytes' ? bytesHashColumn(hashColumn(salt)) : hashColumn(salt));
  const made = `sha2(concat(unhex('${salt}'), ${columnBytes[key.type](quote(key.column))}), 256)`;
  return (
    `alter table ${quoteTable(table.schema, table.name)} add column if not exists ${name} ` +
    `char(64) character set ascii collate ascii_bin generated always as (${made}) virtual invisible, ` +
    `add index if not exists ${name} (${name});`
  );
}
