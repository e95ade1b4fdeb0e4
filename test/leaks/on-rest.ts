import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { resourceFor, type Told } from '../stores/rest-options.ts';
import { type Compared, type RestServer, type RestTable, serveRest } from '../stores/rest-server.ts';
import { worldFolder } from './on-embedded.ts';
import type { Person } from './people.ts';
import type { Place } from './place.ts';
import type { World } from './tables.ts';

type Value = string | number | null;

const tableOf = (
  columns: Readonly<Record<string, Compared>>,
  records: readonly Readonly<Record<string, Value>>[],
): RestTable => ({
  columns,
  records: records.map((one) =>
    Object.fromEntries(Object.entries(one).map(([at, cell]) => [at, JSON.stringify(cell)])),
  ),
});

const text = (...names: readonly string[]): Readonly<Record<string, Compared>> =>
  Object.fromEntries(names.map((name) => [name, 'text']));

/** All that an API has of a person: more than a catalogue names, and more than anybody asks for. */
const contact = (p: Person): Readonly<Record<string, Value>> => ({
  id: p.id,
  name: p.name,
  mood: p.mood,
  birth_date: p.birthDate,
  national_id: p.nationalId,
  tel_raw: p.phone,
  email: p.email,
  address: p.address,
  branch: p.branch,
  town: p.town,
  ip: p.ip,
  balance: p.balance,
  code_hidden: p.secretCode,
  plain_secret: p.unnamed,
  referrer_id: p.referrer,
  contact_line: `${p.phone} ${p.email}`,
});

const tablesOf = ({ people, memos, vaults, parcels }: World): ReadonlyMap<string, RestTable> =>
  new Map([
    ['people', tableOf(text('id', 'branch', 'tel_raw', 'email', 'referrer_id'), people.map(contact))],
    [
      'memos',
      tableOf(
        {},
        memos.map((m) => ({ id: m.id, person_id: m.person.id, kind: m.kind, agent: m.agent, text: m.text })),
      ),
    ],
    [
      'vaults',
      tableOf(
        { id: 'number', person_id: 'text' },
        vaults.map((v) => ({ id: v.id, person_id: v.person.id, grade: v.grade, contents: v.contents })),
      ),
    ],
    [
      'parcels',
      tableOf(
        { id: 'number', person_id: 'text', status: 'text' },
        parcels.map((p) => ({
          id: p.id,
          person_id: p.person.id,
          status: p.status,
          total: p.total,
          destination: p.destination,
        })),
      ),
    ],
  ]);

const plain = (...names: readonly string[]): readonly Told[] => names.map((name) => ({ name }));
const equal = (...names: readonly string[]): readonly Told[] => names.map((name) => ({ name, filters: ['eq'] }));

/** An API that does much for people and parcels, finds vaults one by one, and can do nothing for memos but list all of each. */
const resources = {
  crm: {
    'crm.people': resourceFor(
      'token',
      'people',
      [
        { name: 'id', sorts: true, filters: ['eq', 'in', 'gt', 'lt'] },
        ...equal('branch', 'tel_raw', 'email', 'referrer_id'),
        ...plain('name', 'mood', 'birth_date', 'national_id', 'address', 'town', 'ip', 'balance', 'code_hidden'),
      ],
      { items: 4, byIds: { put: 'id.ids', join: '|' }, select: { put: 'fields', join: ',' }, sortJoin: ',' },
    ),
    'crm.memos': resourceFor('offset', 'memos', plain('id', 'person_id', 'kind', 'agent', 'text'), { items: 7 }),
    'crm.vaults': resourceFor('page', 'vaults', [...equal('person_id'), ...plain('id', 'grade', 'contents')], {
      items: 5,
      byId: { path: '/page/vaults/{key}', item: '/data' },
    }),
  },
  shop: {
    'shop.parcels': resourceFor(
      'link',
      'parcels',
      [
        { name: 'id', sorts: true, filters: ['eq', 'in', 'gt', 'lt'] },
        { name: 'person_id', filters: ['eq', 'in'] },
        ...equal('status'),
        ...plain('total', 'destination'),
      ],
      { items: 6 },
    ),
  },
};

/** Each world behind an API of its own on this machine. */
export function restPlaces(): {
  readonly place: Place;
  readonly servers: readonly RestServer[];
  readonly close: () => Promise<void>;
} {
  const servers: RestServer[] = [];
  const place: Place = async (data, filled) => {
    const server = await serveRest();
    server.tables = tablesOf(filled);
    servers.push(server);
    const folder = join(data, 'config');
    mkdirSync(folder);
    const [before = '', behind = ''] = readFileSync(join(worldFolder, 'gateway.yaml'), 'utf8').split(
      /^stores:\n(?: .*\n)*/m,
    );
    const store = (name: keyof typeof resources): object => ({
      kind: 'rest',
      url: server.url,
      scan: true,
      resources: resources[name],
    });
    const stores = stringify({ stores: { crm: store('crm'), shop: store('shop') } });
    writeFileSync(join(folder, 'gateway.yaml'), [before, stores, behind].join(''));
    for (const file of ['catalogue.yaml', 'policy.yaml']) cpSync(join(worldFolder, file), join(folder, file));
    return folder;
  };
  return {
    place,
    servers,
    close: async () => {
      for (const server of servers) await server.close();
    },
  };
}
