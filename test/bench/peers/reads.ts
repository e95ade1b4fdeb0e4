import type { QueryResultRow } from 'pg';
import { openPool } from '../servers/pool.ts';

/** What a careful author reads for resolvers: whole rows, by statements that are prepared once. */
export interface CustomerRow extends QueryResultRow {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly birthDate: string;
  readonly city: string;
  readonly segment: string;
  readonly createdAt: string;
}

export interface OrderRow extends QueryResultRow {
  readonly key: number;
  readonly parent: number;
  readonly id: string;
  readonly placedAt: string;
  readonly status: string;
  readonly total: string;
}

export interface ItemRow extends QueryResultRow {
  readonly parent: number;
  readonly id: string;
  readonly product: string;
  readonly quantity: number;
  readonly price: string;
}

export type Direction = 'ASC' | 'DESC';

interface CustomerFilter {
  readonly city?: { readonly eq?: string | null | undefined } | null | undefined;
  readonly createdAt?:
    | { readonly lt?: string | null | undefined; readonly gte?: string | null | undefined }
    | null
    | undefined;
}

export interface CustomersAsked {
  readonly first: number;
  readonly filter?: CustomerFilter | null | undefined;
  readonly orderBy?: readonly { readonly createdAt?: Direction | null | undefined }[] | null | undefined;
}

const pool = openPool();

/** The text is its own name: PostgreSQL keeps 63 bytes of one, so each statement has a short one. */
async function read<Row extends QueryResultRow>(
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  return (await pool.query<Row>({ name, text, values: [...values] })).rows;
}

const customer = `id as key, 'Customer:' || id as "id", name, phone, email, birth_date as "birthDate", city, segment, created_at as "createdAt"`;

export async function customerById(id: string): Promise<CustomerRow | null> {
  const key = id.slice('Customer:'.length);
  return (
    (await read<CustomerRow>('customer', `select ${customer} from shop.customers where id = $1`, [key]))[0] ?? null
  );
}

export function customersWhere({ first, filter, orderBy }: CustomersAsked): Promise<CustomerRow[]> {
  const tests: readonly (readonly [string, string | null | undefined])[] = [
    ['city =', filter?.city?.eq],
    ['created_at <', filter?.createdAt?.lt],
    ['created_at >=', filter?.createdAt?.gte],
  ];
  const asked = tests.filter(([, value]) => value !== undefined && value !== null);
  const where = asked.map(([test], at) => `${test} $${at + 2}`).join(' and ') || 'true';
  const order = (orderBy ?? [])
    .map(({ createdAt }) => `created_at ${createdAt === 'DESC' ? 'desc' : 'asc'}, `)
    .join('');
  const text = `select ${customer} from shop.customers where ${where} order by ${order}id limit $1`;
  return read(`customers ${asked.map(([test]) => test).join()} ${order}`, text, [
    first,
    ...asked.map(([, value]) => value),
  ]);
}

/** The orders of each customer, in the order of `keys`. */
export async function ordersOf(keys: readonly number[], first: number, newest: boolean): Promise<OrderRow[][]> {
  const order = newest ? 'placed_at desc, id' : 'id';
  const rows = await read<OrderRow>(
    `orders ${order}`,
    `select o.* from unnest($1::int4[]) as p(id) cross join lateral (
      select id as key, customer_id as parent, 'Order:' || id as "id", placed_at as "placedAt", status, total
      from shop.orders where customer_id = p.id order by ${order} limit $2) as o`,
    [keys, first],
  );
  return grouped(keys, rows);
}

/** The items of each order, in the order of `keys`. */
export async function itemsOf(keys: readonly number[], first: number): Promise<ItemRow[][]> {
  const rows = await read<ItemRow>(
    'items',
    `select i.* from unnest($1::int4[]) as p(id) cross join lateral (
      select order_id as parent, 'Item:' || id as "id", product, quantity, price
      from shop.items where order_id = p.id order by id limit $2) as i`,
    [keys, first],
  );
  return grouped(keys, rows);
}

function grouped<Row extends { readonly parent: number }>(keys: readonly number[], rows: readonly Row[]): Row[][] {
  const groups = Map.groupBy(rows, ({ parent }) => parent);
  return keys.map((key) => groups.get(key) ?? []);
}

/** Writes for which purpose what was read of whom, and waits until it is durable. */
export async function openAudit(): Promise<(purpose: string, what: string, whom: readonly number[]) => Promise<void>> {
  await pool.query('create schema if not exists audit');
  await pool.query('drop table if exists audit.reads');
  await pool.query(
    'create table audit.reads (at timestamptz not null, purpose text not null, what text not null, whom int4[] not null)',
  );
  const text = 'insert into audit.reads (at, purpose, what, whom) values (now(), $1, $2, $3)';
  return async (...values) => {
    await pool.query({ name: 'audit', text, values });
  };
}
