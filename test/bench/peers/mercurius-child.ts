import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import { mercurius } from 'mercurius';
import { serve } from '../servers/child.ts';
import {
  type CustomerRow,
  type CustomersAsked,
  customerById,
  customersWhere,
  itemsOf,
  type OrderRow,
  ordersOf,
} from './reads.ts';

const schema = `
  scalar DateTime
  enum Direction { ASC DESC }
  input StringFilter { eq: String }
  input DateTimeFilter { lt: DateTime, gte: DateTime }
  input CustomerFilter { city: StringFilter, createdAt: DateTimeFilter }
  input CustomerOrderBy { createdAt: Direction }
  input OrderOrderBy { placedAt: Direction }
  type Item { id: ID!, product: String, quantity: Int, price: String }
  type Items { nodes: [Item!]! }
  type Order { id: ID!, placedAt: String, status: String, total: String, items(first: Int = 20): Items! }
  type Orders { nodes: [Order!]! }
  type Customer {
    id: ID!, name: String, phone: String, email: String, birthDate: String, city: String, segment: String, createdAt: String
    orders(first: Int = 20, orderBy: [OrderOrderBy!]): Orders!
  }
  type Customers { nodes: [Customer!]! }
  type Query {
    customer(id: ID!): Customer
    customers(first: Int = 20, filter: CustomerFilter, orderBy: [CustomerOrderBy!]): Customers!
  }
`;

interface Queries<Row, Params> {
  readonly obj: Row;
  readonly params: Params;
}
interface OrdersAsked {
  readonly first: number;
  readonly orderBy?: readonly { readonly placedAt?: string }[];
}

/** A batch is of one field of a document, so its arguments are the same throughout. */
const loaders = {
  Customer: {
    orders: {
      loader: async (queries: readonly Queries<CustomerRow, OrdersAsked>[]) => {
        const { first, orderBy } = queries[0]?.params ?? { first: 20 };
        const keys = queries.map(({ obj }) => obj.key);
        return (await ordersOf(keys, first, orderBy?.[0]?.placedAt === 'DESC')).map((nodes) => ({ nodes }));
      },
      opts: { cache: false },
    },
  },
  Order: {
    items: {
      loader: async (queries: readonly Queries<OrderRow, { readonly first: number }>[]) => {
        const keys = queries.map(({ obj }) => obj.key);
        return (await itemsOf(keys, queries[0]?.params.first ?? 20)).map((nodes) => ({ nodes }));
      },
      opts: { cache: false },
    },
  },
};

/** Fastify and Mercurius, compiled by its JIT from the first request on. */
const app = fastify({ keepAliveTimeout: 65_000 });
await app.register(mercurius, {
  schema,
  jit: 1,
  loaders,
  resolvers: {
    Query: {
      customer: (_: unknown, { id }: { readonly id: string }) => customerById(id),
      customers: async (_: unknown, asked: CustomersAsked) => ({ nodes: await customersWhere(asked) }),
    },
  },
});
await app.listen({ port: 0, host: '127.0.0.1' });
serve((app.server.address() as AddressInfo).port);
