import type { ForeignKey, StoredColumn } from '../stored.ts';
import type { ApiField } from './api.ts';
import { columnOf } from './columns.ts';
import { listOf, objectOf, propertiesOf, type Property, referred, resolved } from './document.ts';
import { pointerTo } from './lists.ts';

/** A resource that records of others hold, by the name of its schema. */
export interface Held {
  readonly table: string;
  /** The property that is its key. */
  readonly key: string;
}

export interface RecordOf {
  readonly columns: readonly StoredColumn[];
  readonly fields: readonly ApiField[];
  readonly foreignKeys: readonly ForeignKey[];
}

interface Reading {
  readonly root: unknown;
  readonly key: string;
  readonly held: ReadonlyMap<string, Held>;
}

type Found = { readonly column: StoredColumn; readonly at: string; readonly to?: string };

/** Objects within records are looked into so deep. */
const deepest = 2;

/** What a record of a schema has: values within its objects as columns of their own, and of records that it holds their keys. */
export function recordOf(schema: unknown, reading: Reading): RecordOf {
  const names = new Set<string>();
  const found = foundIn(propertiesOf(reading.root, schema), reading, [], '').flatMap((one) => {
    const name = distinctName(one.column.name, names);
    return [{ ...one, column: { ...one.column, name } }];
  });
  return {
    columns: found.map(({ column }) => column),
    fields: found.map(({ column, at }) => ({
      column: column.name,
      ...(at === pointerTo(column.name) ? {} : { at }),
    })),
    foreignKeys: found.flatMap(({ column, to }) => {
      const held = [...reading.held.values()].find(({ table }) => table === to);
      return held ? [{ columns: [column.name], to: held.table, toColumns: [plainName(held.key)] }] : [];
    }),
  };
}

function foundIn(
  properties: readonly Property[],
  reading: Reading,
  before: readonly string[],
  at: string,
): readonly Found[] {
  const { root, key, held } = reading;
  return properties.flatMap(([name, schema]): readonly Found[] => {
    const own = resolved(root, schema);
    if (own['writeOnly'] === true) return [];
    const here = `${at}${pointerTo(name)}`;
    const called = [...before, name];
    const other = before.length === 0 ? held.get(schemaName(schema) ?? '') : undefined;
    const inner = other || before.length < deepest ? propertiesOf(root, schema) : [];
    const keyed = other && inner.find(([one]) => one === other.key);
    if (other && keyed) {
      const column = columnOf(root, plainName([...called, keyed[0]].join('_')), keyed[1], false);
      return [{ column: { ...column, refers: other.table }, at: `${here}${pointerTo(keyed[0])}`, to: other.table }];
    }
    if (inner.length > 0) return foundIn(inner, reading, called, here);
    const isKey = before.length === 0 && name === key;
    return [{ column: columnOf(root, plainName(called.join('_')), schema, isKey), at: here }];
  });
}

/** The name of the schema that a property or an item is of, though it may be null as well. */
export function schemaName(schema: unknown): string | undefined {
  const direct = referred(schema);
  if (direct !== undefined) return direct;
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((one) => listOf(objectOf(schema)[one])).map(referred);
  const named = parts.filter((one) => one !== undefined);
  return named.length === 1 ? named[0] : undefined;
}

/** As a catalogue takes it for a column or a table. */
export const plainName = (text: string): string => {
  const name = text
    .replace(/[^\p{L}\p{N}_$]+/gu, '_')
    .replace(/^(?=[\p{N}$])/u, '_')
    .slice(0, 60);
  return name === '' ? 'field' : name;
};

/** A name that no other has yet; two of a schema may become one where their signs are left out. */
export function distinctName(wish: string, taken: Set<string>): string {
  const name =
    [wish, ...Array.from({ length: taken.size + 1 }, (_, at) => `${wish}${at + 2}`)].find((one) => !taken.has(one)) ??
    wish;
  taken.add(name);
  return name;
}
