import type { QuestionName } from '../questions.ts';
import { openPool } from '../servers/pool.ts';
import { type Answer, listenRaw } from './listen.ts';

type Row = Readonly<Record<string, unknown>>;

const pool = openPool();
const read = async <T extends Row>(name: string, text: string, ...values: readonly unknown[]): Promise<readonly T[]> =>
  (await pool.query<T>({ name, text, values: [...values] })).rows;

const customer = `'Customer:' || id as "id", name, phone, email, birth_date as "birthDate", city, segment, created_at as "createdAt"`;
const data = (value: Row): string => JSON.stringify({ data: value });

const levels = {
  customers: `select id as key, name, phone, city from shop.customers where created_at >= $1 order by created_at, id limit 20`,
  orders: `select o.* from unnest($1::int4[]) as p(id) cross join lateral (
    select id as key, customer_id as parent, 'Order:' || id as "id", placed_at as "placedAt", total
    from shop.orders where customer_id = p.id order by placed_at desc, id limit 5) as o`,
  items: `select i.* from unnest($1::int4[]) as p(id) cross join lateral (
    select order_id as parent, 'Item:' || id as "id", product, quantity, price
    from shop.items where order_id = p.id order by id limit 20) as i`,
};

/** Rows and `JSON.stringify`: flat lists by one statement, nested ones by one for each level. */
const answers: Readonly<Record<QuestionName, Answer>> = {
  'by key': async ({ id }) => {
    const text = `select ${customer} from shop.customers where id = $1`;
    const [row = null] = await read('by key', text, id?.slice('Customer:'.length));
    return data({ customer: row });
  },
  fifty: async ({ city, before }) => {
    const text = `select ${customer} from shop.customers where city = $1 and created_at < $2 order by created_at desc, id limit 50`;
    return data({ customers: { nodes: await read('fifty', text, city, before) } });
  },
  wide: async ({ from }) => {
    const text = `select ${customer} from shop.customers where created_at >= $1 order by created_at, id limit 1000`;
    return data({ customers: { nodes: await read('wide', text, from) } });
  },
  nested: async ({ from }) => {
    const customers = await read<Row & { readonly key: number }>('customers', levels.customers, from);
    const keys = customers.map(({ key }) => key);
    const orders = await read<Row & { readonly key: number; readonly parent: number }>('orders', levels.orders, keys);
    const items = await read<Row & { readonly parent: number }>(
      'items',
      levels.items,
      orders.map(({ key }) => key),
    );
    const itemsOf = Map.groupBy(items, ({ parent }) => parent);
    const ordersOf = Map.groupBy(orders, ({ parent }) => parent);
    const nodes = customers.map(({ key, name, phone, city }) => ({
      name,
      phone,
      city,
      orders: {
        nodes: (ordersOf.get(key) ?? []).map(({ key: order, id, placedAt, total }) => ({
          id,
          placedAt,
          total,
          items: {
            nodes: (itemsOf.get(order) ?? []).map(({ id: item, product, quantity, price }) => ({
              id: item,
              product,
              quantity,
              price,
            })),
          },
        })),
      },
    }));
    return data({ customers: { nodes } });
  },
};

listenRaw(answers);
