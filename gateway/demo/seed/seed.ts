import { readFileSync } from 'node:fs';
import { activities } from './activities.ts';
import { consents } from './consents.ts';
import { feedbacks } from './feedback.ts';
import { insert } from './insert.ts';
import { orders } from './orders.ts';
import { customers } from './people.ts';

/** The demo's data as values: what the statements insert. */
export interface DemoWorld {
  readonly customers: ReturnType<typeof customers>;
  readonly consents: ReturnType<typeof consents>;
  readonly feedbacks: ReturnType<typeof feedbacks>;
  readonly orders: ReturnType<typeof orders>;
  readonly activities: ReturnType<typeof activities>;
}

/**
 * Says which data a folder was seeded with: the first characters of the SHA-256 of all statements at full scale.
 * A test holds it to them.
 */
export const seedVersion = '256031208e58';

/**
 * The demo's people and what they did, at full scale 2,000 customers.
 * @param scale above 0, at most 1: the ranges of numbers that nobody has are not larger.
 */
export function demoWorld(scale = 1): DemoWorld {
  if (!(scale > 0 && scale <= 1)) throw new RangeError('the scale of the seed is above 0 and at most 1');
  const of = (count: number): number => Math.max(2, Math.round(count * scale));
  const people = customers(of(2000));
  return {
    customers: people,
    consents: consents(people),
    feedbacks: feedbacks(of(3000), people),
    orders: orders(of(10_000), people),
    activities: activities(of(20_000), people),
  };
}

/** Rows of one table, in the order of its columns. */
export interface SeedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The tables of the store `crm`. */
export const crmTables = (world: DemoWorld): readonly SeedTable[] => [
  {
    name: 'customers',
    columns: customerColumns,
    rows: world.customers.map((row) => [
      row.id,
      row.name,
      row.gender,
      row.birthDate,
      row.nationalId,
      row.phone,
      row.email,
      row.address,
      row.city,
      row.region,
      row.country,
      row.bankCard,
      row.segment,
      row.createdAt,
    ]),
  },
  {
    name: 'feedbacks',
    columns: ['id', 'customer_id', 'at', 'rating', 'kind', 'text'],
    rows: world.feedbacks.map((row) => [row.id, row.customerId, row.at, row.rating, row.kind, row.text]),
  },
  {
    name: 'consents',
    columns: ['id', 'customer_id', 'kind', 'given_at', 'withdrawn_at'],
    rows: world.consents.map((row, i) => [i + 1, row.customerId, row.kind, row.givenAt, row.withdrawnAt]),
  },
];

/** The tables of the store `shop`. */
export function shopTables(world: DemoWorld): readonly SeedTable[] {
  const items = world.orders.flatMap((order) => order.items.map((item) => ({ orderId: order.id, ...item })));
  return [
    {
      name: 'orders',
      columns: orderColumns,
      rows: world.orders.map((row) => [
        row.id,
        row.customerId,
        row.placedAt,
        row.status,
        row.carrier,
        row.total,
        row.currency,
        row.shippingAddress,
      ]),
    },
    {
      name: 'order_items',
      columns: ['id', 'order_id', 'product', 'quantity', 'unit_price'],
      rows: items.map((row, i) => [i + 1, row.orderId, row.product, row.quantity, row.unitPrice]),
    },
    {
      name: 'activities',
      columns: ['id', 'customer_id', 'at', 'kind', 'page', 'device', 'ip'],
      rows: world.activities.map((row) => [row.id, row.customerId, row.at, row.kind, row.page, row.device, row.ip]),
    },
  ];
}

/** SQL that makes and fills the schemas `crm` and `shop` of an empty PostgreSQL, to be run in this order. */
export function* seedStatements(scale = 1): Iterable<string> {
  const world = demoWorld(scale);
  yield* inPostgres('crm', crmTables(world));
  yield* inPostgres('shop', shopTables(world));
}

/** The same of the schema `crm` alone. */
export const crmStatements = (scale = 1): Iterable<string> => inPostgres('crm', crmTables(demoWorld(scale)));

function* inPostgres(schema: string, tables: readonly SeedTable[]): Iterable<string> {
  yield sqlFile(`schema-${schema}.sql`);
  for (const { name, columns, rows } of tables) yield* insert(`${schema}.${name}`, columns, rows);
  yield sqlFile(`indexes-${schema}.sql`);
}

const customerColumns = [
  'id',
  'name',
  'gender',
  'birth_date',
  'national_id',
  'phone',
  'email',
  'address',
  'city',
  'region',
  'country',
  'bank_card',
  'segment',
  'created_at',
];

const orderColumns = ['id', 'customer_id', 'placed_at', 'status', 'carrier', 'total', 'currency', 'shipping_address'];

/** A file of statements that lies here. */
export const sqlFile = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
