import { createHash } from 'node:crypto';
import type { Select } from '../../statement.ts';
import type { Query } from '../contract.ts';
import { printSelect } from './select.ts';
import { sqlTypes } from './types.ts';

/** A statement in PostgreSQL's words (14 or later): slot i of the tree is `$i+1`. Pure. */
export function lower(select: Select): Query {
  const text = printSelect(select);
  const key = select.each ? [sqlTypes[`key:${select.each.type}`].decode] : [];
  const cells = select.count ? [Number] : select.columns.map(({ type }) => sqlTypes[type].decode);
  return Object.freeze({ name: nameOf(text), text, decode: Object.freeze([...key, ...cells]) });
}

/** PostgreSQL keeps a prepared statement by a name of at most 63 bytes. */
const nameOf = (text: string): string => `s${createHash('sha256').update(text).digest('hex').slice(0, 40)}`;
