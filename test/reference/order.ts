import { createHash } from 'node:crypto';
import { orderSalt } from '../../plugins/pseudonyms/order.ts';
import type { Entity, KeyType } from '../../schema/catalogue/catalogue.ts';
import type { Cell } from '../../schema/terms/field.ts';
import { profileKey } from '../../schema/terms/profile.ts';
import { type Asking, sights } from './asking.ts';
import { type Comparable, compare } from './compare.ts';
import type { Refuse } from './judge.ts';
import { truthAt } from './relation.ts';
import { sight } from './sight.ts';
import { rawCell, type TwinRow } from './world.ts';

export type OrderBy = readonly Readonly<Record<string, 'ASC' | 'DESC'>>[];

interface Place {
  readonly cell: Cell;
  readonly type: Comparable;
  readonly descending: boolean;
}

const terms = (orderBy: OrderBy): readonly (readonly [string, 'ASC' | 'DESC'])[] =>
  orderBy.flatMap((one) => Object.entries(one));

export function judgeOrder(asking: Asking, entity: Entity, orderBy: OrderBy, refuse: Refuse): void {
  for (const [name] of terms(orderBy)) {
    const field = entity.fields.get(name);
    if (!field || sights(asking, field, 'order').some((one) => one?.orderable)) continue;
    refuse(sights(asking, field, 'select').some((one) => one) ? 'USE_DENIED' : 'FIELD_DENIED', field.coordinate);
  }
}

/** Where each row stands: nulls last ascending and first descending, and at last the key or its keyed hash. */
export function ordering(asking: Asking, entity: Entity, orderBy: OrderBy): (a: TwinRow, b: TwinRow) => number {
  const last = lastPlace(asking, entity);
  const placesOf = (row: TwinRow): readonly Place[] => [
    ...terms(orderBy).map(([name, direction]) => placeOf(asking, entity, row, name, direction)),
    last(row),
  ];
  return (a, b) => {
    const right = placesOf(b);
    return placesOf(a).reduce((order, place, at) => order || comparePlaces(place, right[at] ?? place), 0);
  };
}

function placeOf(asking: Asking, entity: Entity, row: TwinRow, name: string, direction: 'ASC' | 'DESC'): Place {
  const field = entity.fields.get(name);
  if (!field) throw new Error(`there is no \`${name}\` to order by`);
  const raw = rawCell(row, field);
  const one = sight(asking, field, 'order', truthAt(asking, entity, row));
  const cell = raw !== null && one?.orderable ? one.see(raw, undefined) : null;
  return { cell, type: field.type, descending: direction === 'DESC' };
}

function comparePlaces(a: Place, b: Place): number {
  const turned = a.descending ? -1 : 1;
  if (a.cell === null || b.cell === null) return turned * (Number(a.cell === null) - Number(b.cell === null));
  return turned * compare(a.type, a.cell, b.cell);
}

/** By the raw key only where every id that could be read is clear: else two recipients could join by position. */
function lastPlace(asking: Asking, entity: Entity): (row: TwinRow) => Place {
  const id = entity.fields.get('id');
  const seen = id ? sights(asking, id, 'select') : [];
  const { type } = entity.key;
  if (seen.length > 0 && seen.every((one) => one?.disclosure === 'clear')) {
    return (row) => ({ cell: row.key, type: `key:${type}`, descending: false });
  }
  const domains = [...new Set(seen.flatMap((one) => (one?.disclosure === 'replaced' ? [one.domain] : [])))];
  const [only] = domains;
  const profile = { ...asking.asker.entitlement, purpose: asking.asker.purpose ?? '' };
  const domain = domains.length === 1 && only !== undefined ? only : `profile:${profileKey(profile)}`;
  const salt = Buffer.from(orderSalt(asking.world.keyring, domain, entity.name), 'hex');
  return (row) => ({
    cell: createHash('sha256').update(salt).update(keyBytes(type, row.key)).digest('hex'),
    type: 'String',
    descending: false,
  });
}

function keyBytes(type: KeyType, key: string): Uint8Array {
  if (type === 'text') return Buffer.from(key);
  if (type === 'uuid') return Buffer.from(key.replaceAll('-', ''), 'hex');
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(key));
  return bytes;
}
