import { restStore, type RestSurroundings } from '../../gateway/stores/rest.ts';
import type { Bound, Row, Select } from '../../gateway/statement.ts';
import type { Call, Store } from '../../gateway/stores/contract.ts';
import { read } from './listed.ts';
import { restAround } from './rest-around.ts';
import { optionsFor, resourceFor, type Told } from './rest-options.ts';
import { type RestServer, serveRest, type Style } from './rest-server.ts';
import { by, column, from, outColumn } from './tree.ts';

/** One API with one table of twenty persons, for tests of how it is asked. */
export interface OneApi {
  readonly server: RestServer;
  readonly store: Store;
  readonly faults: { readonly kind: string; readonly state: string }[];
  /** Ids of persons in the order of their keys, as text. */
  readonly ids: (rest?: Partial<Select>, values?: readonly Bound[], call?: Call) => Promise<readonly unknown[]>;
  readonly rows: (select: Select, values?: readonly Bound[], call?: Call) => Promise<readonly Row[]>;
  readonly close: () => Promise<void>;
}

export interface Making {
  readonly style?: Style;
  readonly told?: readonly Told[];
  readonly resource?: Readonly<Record<string, unknown>>;
  readonly options?: object | undefined;
  readonly around?: Partial<RestSurroundings>;
}

export const id = column('t', 'id', 'key:integer');
export const city = column('t', 'city', 'String');

const sorted: readonly Told[] = [
  { name: 'id', sorts: true, filters: ['gt'] },
  { name: 'city', filters: ['eq'] },
];

export async function oneApi({
  style = 'page',
  told = sorted,
  resource,
  options,
  around,
}: Making = {}): Promise<OneApi> {
  const server = await serveRest();
  const records = Array.from({ length: 20 }, (_, at) => ({
    id: String(at + 1),
    city: JSON.stringify(at % 2 === 0 ? 'Bonn' : 'Köln'),
    secret: '"never asked for"',
  }));
  server.tables = new Map([['people', { columns: { id: 'number', city: 'text' }, records }]]);
  const faults: OneApi['faults'] = [];
  const resources = { people: resourceFor(style, 'people', told, { items: 5, ...resource }) };
  const all = optionsFor(server.url, resources, { attempts: 1, timeoutMs: 20_000, callTimeoutMs: 10_000, ...options });
  const store = restStore('crm', all, restAround({ onFault: (fault) => void faults.push(fault), ...around }));
  const rows: OneApi['rows'] = (select, values = [], call) => read(store, store.prepare(select), values, call);
  return {
    server,
    store,
    faults,
    rows,
    ids: async (rest = {}, values = [], call) => {
      const { from: _, ...select } = from('', 'people', 't', {
        columns: [outColumn(id)],
        orderBy: [by(id, 'key:integer')],
        ...rest,
      });
      return (await rows({ ...select, from: { table: 'people', alias: 't' } }, values, call)).map(([key]) => key);
    },
    close: async () => {
      await store.close();
      await server.close();
    },
  };
}
