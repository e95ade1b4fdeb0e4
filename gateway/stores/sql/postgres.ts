import { createHash } from 'node:crypto';
import type { Select } from '../../statement.ts';
import type { Query } from '../contract.ts';
import { typesOf } from './groups.ts';
import { printSelect } from './select.ts';
import { sqlTypes } from './types.ts';

/** A statement in PostgreSQL's words (14 or later): slot i of the tree is `$i+1`. Pure. */
export function lower(select: Select): Query {
  const text = printSelect(select);
  const key = select.each ? [sqlTypes[`key:${select.each.type}`]] : [];
  const cells = (select.count ? (['Int'] as const) : typesOf(select)).map((type) => sqlTypes[type]);
  const columns = [...key, ...cells];
  return Object.freeze({
    name: nameOf(text),
    text,
    decode: Object.freeze(columns.map(({ decode }) => decode)),
    json: Object.freeze(columns.map(({ json }) => json)),
  });
}

/** PostgreSQL keeps a prepared statement by a name of at most 63 bytes. */
const nameOf = (text: string): string => `s${createHash('sha256').update(text).digest('hex').slice(0, 40)}`;
