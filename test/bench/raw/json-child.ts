import type { QuestionName, Variables } from '../questions.ts';
import { openPool } from '../servers/pool.ts';
import { type Answer, listenRaw } from './listen.ts';

const moment = (column: string): string => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const customer = `'Customer:' || id as "id", name, phone, email, birth_date as "birthDate", city, segment, ${moment('created_at')} as "createdAt"`;

const list = (rows: string): string =>
  `select '{"data":{"customers":{"nodes":' || coalesce(json_agg(row_to_json(c))::text, '[]') || '}}}' from (${rows}) as c`;

const items = `select json_build_object('nodes', coalesce(json_agg(row_to_json(i)), '[]')) as items from (
  select 'Item:' || id as "id", product, quantity, price::text as price from shop.items where order_id = o.id order by id limit 20) as i`;

const orders = `select json_build_object('nodes', coalesce(json_agg(row_to_json(p)), '[]')) as orders from (
  select 'Order:' || o.id as "id", ${moment('o.placed_at')} as "placedAt", o.total::text as total, items.items
  from (select * from shop.orders where customer_id = c.id order by placed_at desc, id limit 5) as o cross join lateral (${items}) as items) as p`;

/** JSON made in PostgreSQL: one statement for each question, and its text is the answer. */
const statements: Readonly<
  Record<QuestionName, readonly [text: string, values: (variables: Variables) => readonly (string | undefined)[]]>
> = {
  'by key': [
    `select '{"data":{"customer":' || row_to_json(c)::text || '}}' from (select ${customer} from shop.customers where id = $1) as c`,
    ({ id }) => [id?.slice('Customer:'.length)],
  ],
  fifty: [
    list(
      `select ${customer} from shop.customers where city = $1 and created_at < $2 order by created_at desc, id limit 50`,
    ),
    ({ city, before }) => [city, before],
  ],
  nested: [
    list(`select c.name, c.phone, c.city, orders.orders
      from (select * from shop.customers where created_at >= $1 order by created_at, id limit 20) as c cross join lateral (${orders}) as orders`),
    ({ from }) => [from],
  ],
  wide: [
    list(`select ${customer} from shop.customers where created_at >= $1 order by created_at, id limit 1000`),
    ({ from }) => [from],
  ],
};

const pool = openPool();
const answers = Object.entries(statements).map(([name, [text, values]]): readonly [string, Answer] => [
  name,
  async (variables) => {
    const { rows } = await pool.query<[string]>({ name, text, values: [...values(variables)], rowMode: 'array' });
    return rows[0]?.[0] ?? '{"data":{"customer":null}}';
  },
]);
listenRaw(Object.fromEntries(answers));
