import type { Cell } from '../../../schema/terms/field.ts';
import type { ColumnExpr } from '../../statement.ts';
import { RestFault } from './faults.ts';
import { isDigits, type Json } from './json.ts';
import type { Cells } from './making.ts';
import { fromEpoch } from './moments.ts';
import type { Resource, ResourceField } from './resource-options.ts';
import { valueAt, type Way, wayOf } from './pointer.ts';
import { typeFacts } from './types.ts';

/** How a record's columns are read. */
export interface Reading {
  /** What tells a record from others of its resource. @throws RestFault where it has no key */
  readonly key: (record: Json) => string;
  /** @throws RestFault where a value is not of the type that the catalogue says */
  readonly cells: (record: Json) => Cells;
}

export const wayOfField = (name: string, field: Pick<ResourceField, 'at'> | undefined): Way =>
  field?.at === undefined ? [name] : wayOf(field.at);

/** @param table its name in gateway.yaml, for the log */
export function readingOf(table: string, resource: Resource, columns: readonly ColumnExpr[]): Reading {
  const keyWay = wayOfField(resource.key, resource.fields[resource.key]);
  const readers = columns.map((column) => readerOf(table, resource, column));
  return {
    key: (record) => {
      const key = valueAt(record, keyWay);
      const text = isDigits(key) ? key.rawJSON : key;
      if (text === undefined || text === null || typeof text === 'object')
        throw new RestFault('statement', `KEY ${table}`);
      return String(text);
    },
    cells: (record) => readers.map((read) => read(record)),
  };
}

function readerOf(table: string, resource: Resource, { column, type }: ColumnExpr): (record: Json) => Cell {
  const field = Object.hasOwn(resource.fields, column) ? resource.fields[column] : undefined;
  if (!field) throw new RestFault('statement', `COLUMN ${table}.${column}`);
  const way = wayOfField(column, field);
  const { read } = typeFacts[type];
  const empty = new Set<unknown>(field.empty);
  return (record) => {
    const json = valueAt(record, way);
    if (json === undefined || json === null || empty.has(json)) return null;
    const cell = read(field.format === undefined ? json : moment(json, field.format, type));
    // A guess would be compared, ordered by and shown as if it were the value.
    if (cell === undefined) throw new RestFault('statement', `WRONG_TYPE ${table}.${column}`);
    return cell;
  };
}

const unread: Json = {};

/** A moment in an API's own form, as the text that its type reads. */
function moment(json: Json, format: NonNullable<ResourceField['format']>, type: ColumnExpr['type']): Json {
  if (format === 'text-seconds') return json;
  const number = typeof json === 'string' && /^-?\d{1,16}$/.test(json) ? Number(json) : json;
  if (typeof number !== 'number') return unread;
  const text = fromEpoch(format === 'epoch-seconds' ? number * 1000 : number);
  return (type === 'Date' ? text?.slice(0, 10) : text) ?? unread;
}
