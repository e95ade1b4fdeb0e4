// A gateway in a process of its own: customers behind a vendor's API as docs/rest describes it, their orders in a PostgreSQL.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { parse, stringify } from 'yaml';
import { demoToken, emptyData, type GatewayProcess, post, type Reply, startProcess } from '../fixtures/process.ts';
import { postgresUrl } from '../fixtures/servers.ts';
import { root } from '../house/sources.ts';
import { fxiaoke, type Vendor, zoho } from '../stores/rest-vendors.ts';

/** One of the shipped examples, with a server that behaves like its vendor's and as many customers. */
export interface CrmExample {
  readonly file: string;
  readonly serve: () => Promise<Vendor>;
  readonly environment: (url: string) => Readonly<Record<string, string>>;
  readonly customer: Readonly<Record<string, unknown>>;
  readonly idOf: (at: number) => string;
  /** The column of the orders that says whose they are. */
  readonly refers: string;
}

export const count = 8;
export const nameOf = (at: number): string => (at % 2 === 0 ? `Zqvexample${at}` : `示例${at}`);
export const phoneOf = (at: number): string => `+49 30 9018${2000 + at}`;

const zohoId = (at: number): string => `55402300000052700${at}`;
const fxiaokeId = (at: number): string => `c00${at}`;
const people = Array.from({ length: count }, (_, at) => at);

export const examples: Readonly<Record<string, CrmExample>> = {
  'the REST API of Zoho CRM': {
    file: 'zoho-crm.yaml',
    serve: () =>
      zoho({
        Contacts: people.map((at) => ({
          id: zohoId(at),
          Last_Name: nameOf(at),
          Phone: phoneOf(at),
          Modified_Time: `2026-01-0${at + 1}T08:00:00+08:00`,
          Description: 'Zqvnevernamed',
        })),
      }),
    environment: (url) => ({
      ZOHO_API: url,
      ZOHO_ACCOUNTS: url,
      ZOHO_CLIENT_ID: 'c',
      ZOHO_CLIENT_SECRET: 's',
      ZOHO_REFRESH_TOKEN: 'r-1',
    }),
    customer: { table: 'contacts', key: { column: 'id', type: 'bigint' }, name: 'last_name', phone: 'phone' },
    idOf: zohoId,
    refers: 'bigint',
  },
  'the open platform of 纷享销客': {
    file: 'fxiaoke.yaml',
    serve: () =>
      fxiaoke({
        AccountObj: people.map((at) => ({
          _id: fxiaokeId(at),
          name: nameOf(at),
          tel: phoneOf(at),
          remark: 'Zqvnevernamed',
        })),
      }),
    environment: (url) => ({
      FXIAOKE_API: url,
      FXIAOKE_APP_ID: 'FSAID_1',
      FXIAOKE_APP_SECRET: 's',
      FXIAOKE_PERMANENT_CODE: 'p',
      FXIAOKE_CORP_ID: 'FSCID_1',
      FXIAOKE_USER_ID: 'FSUID_1',
    }),
    customer: { table: 'customers', key: { column: '_id', type: 'text' }, name: 'name', phone: 'tel' },
    idOf: fxiaokeId,
    refers: 'text',
  },
};

const catalogueFor = ({ customer: { table, key, name, phone } }: CrmExample): object => ({
  entities: {
    Customer: {
      store: 'crm',
      table,
      key,
      subject: 'self',
      roots: { one: 'customer', many: 'customers' },
      fields: {
        id: { type: 'ID', tier: 'general', category: 'identity' },
        name: { column: name, tier: 'internal', category: 'identity', semantic: 'person-name' },
        phone: { column: phone, tier: 'internal', category: 'contact', semantic: 'phone' },
      },
      relations: { orders: { to: 'Order', via: 'customer_id', many: true } },
    },
    Order: {
      store: 'shop',
      table: 'orders',
      key: { column: 'id', type: 'integer' },
      subject: 'customer',
      roots: { one: 'order', many: 'orders' },
      fields: {
        id: { type: 'ID', tier: 'general', category: 'trade' },
        status: { tier: 'general', category: 'trade' },
        total: { type: 'Decimal', tier: 'internal', category: 'trade', semantic: 'amount' },
      },
      relations: { customer: { to: 'Customer', via: 'customer_id' } },
    },
  },
});

const policy = `
tiers: [general, internal]
categories: [identity, contact, trade]
purposes:
  care: { description: Serve a customer., legalBasis: contract, tier: internal, categories: [identity, contact, trade] }
roles:
  support:
    description: Serves customers.
    tier: internal
    grants:
      - purposes: [care]
        roots: [customers, orders]
        clear: [Customer.id, Customer.name, Order.*]
        reduced: [Customer.phone]
        rows: { Order: { status: [OPEN, SENT] } }
  analyst:
    description: Looks at trade.
    tier: internal
    grants:
      - purposes: [care]
        roots: [customers, orders]
        clear: [Order.status, Order.total]
        replaced: [Customer.id, Order.id]
        withheld: [Customer.phone]
        count: [Customer, Order]
ladders:
  plain: {}
  id: { replaced: [seal] }
  person-name: { reduced: [family-name] }
  phone: { reduced: [keep-last(4)] }
  amount: {}
audit: { record: always }
`;

const orders = (refers: string, idOf: CrmExample['idOf']): string => `
create table orders (id integer primary key, customer_id ${refers}, status text, total numeric(12, 2));
insert into orders select n, (array[${people.map((at) => `'${idOf(at)}'`).join()}])[1 + n % ${count}]::${refers},
  (array['OPEN', 'SENT', 'LOST'])[1 + n % 3], n + 0.5 from generate_series(1, 40) n`;

export interface CrmWorld {
  readonly vendor: Vendor;
  readonly gateway: GatewayProcess;
  readonly folder: string;
  readonly data: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ask: (role: string, query: string, variables?: object) => Promise<Reply>;
  readonly caller: (role: string) => Promise<{ readonly token: string; readonly purpose: string }>;
  readonly close: () => Promise<void>;
}

/** @param more settings of the store beside what the example says */
export async function crmWorld(example: CrmExample, more: object = {}): Promise<CrmWorld> {
  const closes: (() => unknown)[] = [];
  const until = (close: () => unknown): void => void closes.unshift(close);
  const vendor = await example.serve();
  until(vendor.close);
  const database = `scrim_crm_${randomBytes(5).toString('hex')}`;
  const admin = new Client({ connectionString: postgresUrl });
  await admin.connect();
  await admin.query(`create database ${database} template template0 encoding 'UTF8'`);
  until(async () => {
    await admin.query(`drop database ${database} with (force)`);
    await admin.end();
  });
  const url = postgresUrl.replace(/[^/]+$/, database);
  const writer = new Client({ connectionString: url });
  await writer.connect();
  await writer.query(orders(example.refers, example.idOf));
  await writer.end();
  const data = emptyData(until);
  const folder = join(data, 'config');
  mkdirSync(folder);
  const { stores } = parse(readFileSync(join(root, 'docs/rest', example.file), 'utf8')) as {
    readonly stores: { readonly crm: object };
  };
  const gateway = {
    demo: true,
    data: '${SCRIM_DATA}',
    listen: { host: '127.0.0.1', port: 0 },
    stores: { crm: { ...stores.crm, ...more }, shop: { kind: 'postgres', url, poolSize: 2 } },
    issuers: [
      {
        issuer: 'https://demo.scrim.invalid',
        audience: 'scrim',
        demo: true,
        algorithms: ['ES256'],
        roles: ['support', 'analyst'],
        purposes: ['care'],
        bind: [],
      },
    ],
    keys: [{ id: 'k1', create: true }],
    ledger: { kind: 'file' },
  };
  writeFileSync(join(folder, 'gateway.yaml'), stringify(gateway));
  writeFileSync(join(folder, 'catalogue.yaml'), stringify(catalogueFor(example)));
  writeFileSync(join(folder, 'policy.yaml'), policy);
  const environment = example.environment(vendor.url);
  const process = await startProcess({ data, config: folder, environment, until });
  const caller: CrmWorld['caller'] = async (role) => ({ token: await demoToken(data, role), purpose: 'care' });
  return {
    vendor,
    gateway: process,
    folder,
    data,
    environment: { ...environment, SCRIM_DATA: data },
    caller,
    ask: async (role, query, variables = {}) => post(process.url, await caller(role), { query, variables }),
    close: async () => {
      for (const close of closes) await close();
    },
  };
}
