import { describe } from 'vitest';
import { restStore } from '../../gateway/stores/rest.ts';
import { storeContract } from './contract.ts';
import { optionsFor, resourceFor, type Told } from './rest-options.ts';
import { type Mischief, say, serveRest, type Style } from './rest-server.ts';
import { restAround } from './rest-around.ts';
import { restColumns, restTables, restWorld } from './rest-world.ts';

/** What the API is told to be able to, from nothing to all that it can. */
interface Manner {
  readonly style: Style;
  readonly told: (column: string) => Omit<Told, 'name'>;
  readonly more: Readonly<Record<string, unknown>>;
}

const keys = ['id', 'ref', 'code', 'person_id', 'person_ref', 'person_code'];
const all = (column: string): Omit<Told, 'name'> => ({
  ...(keys.includes(column) && column !== 'ref' && { filters: ['eq', 'in', 'lt', 'lte', 'gt', 'gte'], sorts: column === 'id' }),
  ...(['name', 'city'].includes(column) && { filters: ['eq', 'startsWith', 'isNull'] }),
});
const some = (column: string): Omit<Told, 'name'> => (keys.includes(column) && column !== 'ref' ? { filters: ['eq'] } : {});

const manners: Readonly<Record<string, Manner>> = {
  'that can only list, by offset': { style: 'offset', told: () => ({}), more: { items: 7 } },
  'that finds keys, by page': { style: 'page', told: some, more: { items: 5, byId: { path: '/page/TABLE/{key}', item: '/data' } } },
  'that filters and sorts, by token': {
    style: 'token',
    told: all,
    more: { items: 3, byIds: { put: 'id.ids', join: '|', most: 2 }, select: { put: 'fields' }, sortJoin: ',' },
  },
  'that filters and sorts, by link': { style: 'link', told: all, more: { items: 4, ties: true } },
};

const isSlow: Mischief = (_, response, { pathname }) => {
  if (pathname.endsWith('/writing')) return say(response, 405, '{}');
  return pathname.endsWith('/heavy');
};

for (const [name, { style, told, more }] of Object.entries(manners)) {
  describe(`an API ${name}`, () => {
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
      const options = optionsFor(server.url, resources, { timeoutMs: 1000, callTimeoutMs: 1000 });
      const store = restStore('crm', options, restAround({ onFault: (fault) => faults.push(fault) }));
      const close = async (): Promise<void> => {
        await store.close();
        await server.close();
      };
      return { store, faults, exec: async () => undefined, close };
    };
    storeContract(`a JSON API ${name}`, 's', open, restWorld);
  });
}
