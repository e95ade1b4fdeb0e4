import SchemaBuilder from '@pothos/core';
import DataLoader from 'dataloader';
import type { GraphQLSchema } from 'graphql';
import {
  type CustomerRow,
  customerById,
  customersWhere,
  type ItemRow,
  itemsOf,
  type OrderRow,
  ordersOf,
} from './reads.ts';

/** How the sensitive columns come out of their resolvers. */
export type Mask = (text: string) => string;
export type Masks = Readonly<Record<'phone' | 'email' | 'birthDate', Mask>>;

export interface Loaders {
  readonly orders: (first: number, newest: boolean) => DataLoader<number, OrderRow[]>;
  readonly items: (first: number) => DataLoader<number, ItemRow[]>;
}

/** What a request carries from resolver to resolver. */
export interface PeerContext {
  readonly loaders: Loaders;
  /** The keys of the customers that were read. */
  readonly read: number[];
}

export const contextOf = (): PeerContext => ({ loaders: loadersOf(), read: [] });

function loadersOf(): Loaders {
  const orders = new Map<string, DataLoader<number, OrderRow[]>>();
  const items = new Map<number, DataLoader<number, ItemRow[]>>();
  return {
    orders: (first, newest) =>
      kept(orders, `${first} ${newest}`, (keys: readonly number[]) => ordersOf(keys, first, newest)),
    items: (first) => kept(items, first, (keys: readonly number[]) => itemsOf(keys, first)),
  };
}

function kept<Key, Row>(
  known: Map<Key, DataLoader<number, Row[]>>,
  key: Key,
  load: (keys: readonly number[]) => Promise<Row[][]>,
): DataLoader<number, Row[]> {
  const loader = known.get(key) ?? new DataLoader(load);
  known.set(key, loader);
  return loader;
}

interface Types {
  Context: PeerContext;
  Objects: {
    Customer: CustomerRow;
    Order: OrderRow;
    Item: ItemRow;
    Customers: { readonly nodes: CustomerRow[] };
    Orders: { readonly nodes: OrderRow[] };
    Items: { readonly nodes: ItemRow[] };
  };
  Scalars: { DateTime: { Input: string; Output: string } };
}

/** The schema of the two peers on Yoga; it takes the documents that Scrim takes. */
export function buildSchema(masks: Masks): GraphQLSchema {
  const builder = new SchemaBuilder<Types>({});
  builder.scalarType('DateTime', { serialize: (value) => value, parseValue: (value) => String(value) });
  const direction = builder.enumType('Direction', { values: ['ASC', 'DESC'] as const });
  const text = builder.inputType('StringFilter', { fields: (t) => ({ eq: t.string() }) });
  const moment = builder.inputType('DateTimeFilter', {
    fields: (t) => ({ lt: t.field({ type: 'DateTime' }), gte: t.field({ type: 'DateTime' }) }),
  });
  const filter = builder.inputType('CustomerFilter', {
    fields: (t) => ({ city: t.field({ type: text }), createdAt: t.field({ type: moment }) }),
  });
  const customerOrder = builder.inputType('CustomerOrderBy', {
    fields: (t) => ({ createdAt: t.field({ type: direction }) }),
  });
  const orderOrder = builder.inputType('OrderOrderBy', { fields: (t) => ({ placedAt: t.field({ type: direction }) }) });

  builder.objectType('Item', {
    fields: (t) => ({
      id: t.exposeID('id'),
      product: t.exposeString('product'),
      quantity: t.exposeInt('quantity'),
      price: t.exposeString('price'),
    }),
  });
  builder.objectType('Items', { fields: (t) => ({ nodes: t.expose('nodes', { type: ['Item'] }) }) });
  builder.objectType('Order', {
    fields: (t) => ({
      id: t.exposeID('id'),
      placedAt: t.expose('placedAt', { type: 'DateTime' }),
      status: t.exposeString('status'),
      total: t.exposeString('total'),
      items: t.field({
        type: 'Items',
        args: { first: t.arg.int({ defaultValue: 20 }) },
        resolve: async ({ key }, { first }, { loaders }) => ({ nodes: await loaders.items(first ?? 20).load(key) }),
      }),
    }),
  });
  builder.objectType('Orders', { fields: (t) => ({ nodes: t.expose('nodes', { type: ['Order'] }) }) });
  builder.objectType('Customer', {
    fields: (t) => ({
      id: t.exposeID('id'),
      name: t.exposeString('name'),
      phone: t.string({ resolve: ({ phone }) => masks.phone(phone) }),
      email: t.string({ resolve: ({ email }) => masks.email(email) }),
      birthDate: t.string({ resolve: ({ birthDate }) => masks.birthDate(birthDate) }),
      city: t.exposeString('city'),
      segment: t.exposeString('segment'),
      createdAt: t.expose('createdAt', { type: 'DateTime' }),
      orders: t.field({
        type: 'Orders',
        args: { first: t.arg.int({ defaultValue: 20 }), orderBy: t.arg({ type: [orderOrder] }) },
        resolve: async ({ key }, { first, orderBy }, { loaders }) => ({
          nodes: await loaders.orders(first ?? 20, orderBy?.[0]?.placedAt === 'DESC').load(key),
        }),
      }),
    }),
  });
  builder.objectType('Customers', { fields: (t) => ({ nodes: t.expose('nodes', { type: ['Customer'] }) }) });
  builder.queryType({
    fields: (t) => ({
      customer: t.field({
        type: 'Customer',
        nullable: true,
        args: { id: t.arg.id({ required: true }) },
        resolve: async (_, { id }, { read }) => {
          const row = await customerById(String(id));
          if (row) read.push(row.key);
          return row;
        },
      }),
      customers: t.field({
        type: 'Customers',
        args: {
          first: t.arg.int({ defaultValue: 20 }),
          filter: t.arg({ type: filter }),
          orderBy: t.arg({ type: [customerOrder] }),
        },
        resolve: async (_, { first, filter: where, orderBy }, { read }) => {
          const nodes = await customersWhere({ first: first ?? 20, filter: where, orderBy });
          for (const { key } of nodes) read.push(key);
          return { nodes };
        },
      }),
    }),
  });
  return builder.toSchema();
}
