import { GatewayError } from '../../schema/terms/errors.ts';
import type { Cell } from '../../schema/terms/field.ts';
import type { BoundGather, BoundStatement } from '../bound.ts';
import { noRows, type Rows } from '../rows.ts';
import type { Bound } from '../statement.ts';
import type { Call, Query, Store } from '../stores/contract.ts';

export type Stores = ReadonlyMap<string, Pick<Store, 'read'>>;

/** Reads for one operation. What one store has to say before another is asked is asked once, however often it is needed. */
export interface Reader {
  readonly read: (store: string, query: Query, values: readonly Bound[]) => Promise<Rows>;
  /** @param keys the parents' keys, where the statement takes them */
  readonly statement: (store: string, statement: BoundStatement, keys: readonly Cell[]) => Promise<Rows>;
}

export function readerOf(stores: Stores, call: Call): Reader {
  const gathered = new Map<string, Promise<readonly Cell[]>>();
  const read: Reader['read'] = (name, query, values) => {
    const store = stores.get(name);
    if (!store) throw new Error(`there is no store \`${name}\``);
    return store.read(query, values, call);
  };
  const statement: Reader['statement'] = async (store, { query, values, parents, gathers }, keys) => {
    if (parents === undefined && gathers.length === 0) return read(store, query, values);
    const distinct = [...new Set(keys)].filter((key) => key !== null);
    if (parents !== undefined && distinct.length === 0) return noRows;
    const filled: Bound[] = [...values];
    if (parents !== undefined) filled[parents] = distinct;
    const lists = await Promise.all(gathers.map(gather));
    for (const [at, { slot }] of gathers.entries()) filled[slot] = lists[at] ?? [];
    return read(store, query, filled);
  };
  const gather = (one: BoundGather): Promise<readonly Cell[]> => {
    if (!one.statement) return Promise.resolve([]);
    const { query, values, gathers } = one.statement;
    const key = JSON.stringify([one.store, query.name, values, gathers]);
    const known = gathered.get(key) ?? statement(one.store, one.statement, []).then((rows) => keysOf(one, rows));
    gathered.set(key, known);
    return known;
  };
  return { read, statement };
}

function keysOf({ bound, store }: BoundGather, rows: Rows): readonly Cell[] {
  if (rows.count <= bound) return Array.from({ length: rows.count }, (_, row) => rows.cell(row, 0));
  const text = `a row rule reads more than ${bound} keys from store \`${store}\` for this operation`;
  throw new GatewayError('COST_EXCEEDED', `${text}: ask the operator to keep what it tests beside the data`);
}
