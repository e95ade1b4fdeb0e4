import { createHash } from 'node:crypto';
import type { KeyType } from '../../../schema/catalogue/catalogue.ts';
import type { SqlType } from '../../statement.ts';

interface KeyBytes {
  readonly sql: (column: string) => string;
  readonly bytes: (key: string) => Uint8Array;
}

const int8: KeyBytes = {
  sql: (column) => `int8send(${column}::int8)`,
  bytes: (key) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(BigInt(key));
    return bytes;
  },
};

/** The canonical bytes of a key: two's complement in eight bytes, the sixteen of a UUID, or UTF-8. */
const keyBytes: Readonly<Record<KeyType, KeyBytes>> = {
  integer: int8,
  bigint: int8,
  uuid: {
    sql: (column) => `uuid_send(${column})`,
    bytes: (key) => Buffer.from(key.replaceAll('-', ''), 'hex'),
  },
  text: {
    sql: (column) => `convert_to(${column}, 'UTF8')`,
    bytes: (key) => Buffer.from(key, 'utf8'),
  },
};

/** SHA-256 of salt and key, as the store makes it for the `hash` of a statement; lower-case hex. */
export const keyedHash = (saltHex: string, keyType: KeyType, key: string): string =>
  createHash('sha256').update(Buffer.from(saltHex, 'hex')).update(keyBytes[keyType].bytes(key)).digest('hex');

/** The same in PostgreSQL; `salt` is an expression of hex text. */
export function hashExpression(salt: string, column: string, type: SqlType): string {
  const key = type.startsWith('key:') ? keyBytes[type.slice('key:'.length) as KeyType] : undefined;
  if (!key) throw new Error(`only a key can be hashed, not a column of type \`${type}\``);
  return `encode(sha256(decode(${salt}, 'hex') || ${key.sql(column)}), 'hex')`;
}
