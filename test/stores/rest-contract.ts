import { restStore } from '../../gateway/stores/rest.ts';
import { storeContract } from './contract.ts';
import { restAround } from './rest-around.ts';
import { optionsFor, resourceFor, type Told } from './rest-options.ts';
import { type Mischief, say, serveRest, type Style } from './rest-server.ts';
import { restColumns, restTables, restWorld } from './rest-world.ts';

/** What an API is told to be able to, from nothing to all that it can. */
export interface Manner {
  readonly style: Style;
  readonly told: (column: string) => Omit<Told, 'name'>;
  readonly more: Readonly<Record<string, unknown>>;
}

const keys = ['id', 'code', 'person_id', 'person_ref', 'person_code'];

/** Every operator and order that the test server has. */
export const everyOperator = (column: string): Omit<Told, 'name'> => ({
  ...(keys.includes(column) && { filters: ['eq', 'in', 'lt', 'lte', 'gt', 'gte'], sorts: column === 'id' }),
  ...(['name', 'city'].includes(column) && { filters: ['eq', 'startsWith', 'isNull'] }),
});

/** Keys alone, one at a time. */
export const keysAlone = (column: string): Omit<Told, 'name'> => (keys.includes(column) ? { filters: ['eq'] } : {});

const isSlow: Mischief = (_, response, { pathname }) => {
  if (pathname.endsWith('/writing')) return say(response, 405, '{}');
  return pathname.endsWith('/heavy');
};

/** The suite of stores, over a JSON API that can do this much. */
export function restContract(name: string, { style, told, more }: Manner): void {
  const open = async () => {
    const faults: unknown[] = [];
    const server = await serveRest();
    server.tables = restTables;
    server.mischief = isSlow;
    const resources = Object.fromEntries(
      Object.entries(restColumns).map(([table, columns]) => [
        `s.${table}`,
        JSON.parse(
          JSON.stringify(
            resourceFor(
              style,
              table,
              columns.map((column) => ({ name: column, ...told(column) })),
              more,
            ),
          ).replaceAll('TABLE', table),
        ),
      ]),
    );
    const options = optionsFor(server.url, resources, { timeoutMs: 5000, callTimeoutMs: 1000 });
    const store = restStore('crm', options, restAround({ onFault: (fault) => faults.push(fault) }));
    const close = async (): Promise<void> => {
      await store.close();
      await server.close();
    };
    return { store, faults, exec: async () => undefined, close };
  };
  storeContract(`a JSON API ${name}`, 's', open, restWorld, false);
}
