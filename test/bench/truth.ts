import pg from 'pg';
import type { QuestionName, Variables } from './questions.ts';

/** Plain JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What every answer must say, read without haste and by nothing that races. */
export interface Truth {
  readonly answer: (question: QuestionName, variables: Variables) => Promise<Json>;
  readonly close: () => Promise<void>;
}

interface CustomerRow {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly birth_date: string;
  readonly city: string;
  readonly segment: string;
  readonly created_at: string;
}

export async function openTruth(connectionString: string): Promise<Truth> {
  const types = { getTypeParser: () => String } as unknown as pg.CustomTypesConfig;
  const client = new pg.Client({ connectionString, options: '-c TimeZone=UTC' });
  await client.connect();
  const rows = async <T>(text: string, ...values: readonly unknown[]): Promise<readonly T[]> =>
    (await client.query({ text, values: [...values], types })).rows as readonly T[];
  const customers = (where: string, order: string, limit: number, ...values: readonly unknown[]) =>
    rows<CustomerRow>(`select * from shop.customers where ${where} order by ${order}, id limit ${limit}`, ...values);

  const answers: Readonly<Record<QuestionName, (variables: Variables) => Promise<Json>>> = {
    'by key': async ({ id }) => {
      const [row] = await customers('id = $1', 'id', 1, id?.replace('Customer:', ''));
      return { customer: row ? columns(row) : null };
    },
    fifty: async ({ city, before }) =>
      nodes(await customers('city = $1 and created_at < $2', 'created_at desc', 50, city, before)),
    wide: async ({ from }) => nodes(await customers('created_at >= $1', 'created_at', 1000, from)),
    nested: async ({ from }) => {
      const found = [];
      for (const row of await customers('created_at >= $1', 'created_at', 20, from))
        found.push({
          name: row.name,
          phone: row.phone,
          city: row.city,
          orders: { nodes: await ordersOf(rows, row.id) },
        });
      return { customers: { nodes: found } };
    },
  };
  return { answer: (question, variables) => answers[question](variables), close: () => client.end() };
}

const moment = (text: string): string => new Date(text.replace('+00', 'Z')).toISOString().replace('.000Z', '.000000Z');

const columns = (row: CustomerRow): Json => ({
  id: `Customer:${row.id}`,
  name: row.name,
  phone: row.phone,
  email: row.email,
  birthDate: row.birth_date,
  city: row.city,
  segment: row.segment,
  createdAt: moment(row.created_at),
});

const nodes = (rows: readonly CustomerRow[]): Json => ({ customers: { nodes: rows.map(columns) } });

type Rows = <T>(text: string, ...values: readonly unknown[]) => Promise<readonly T[]>;
type Texts = Readonly<Record<string, string>>;

async function ordersOf(rows: Rows, customer: string): Promise<readonly Json[]> {
  const found: Json[] = [];
  const text = 'select * from shop.orders where customer_id = $1 order by placed_at desc, id limit 5';
  for (const { id = '', placed_at = '', total = '' } of await rows<Texts>(text, customer)) {
    const items = await rows<Texts>('select * from shop.items where order_id = $1 order by id limit 20', id);
    found.push({
      id: `Order:${id}`,
      placedAt: moment(placed_at),
      total,
      items: {
        nodes: items.map(({ id: item = '', product = '', quantity = '', price = '' }) => ({
          id: `Item:${item}`,
          product,
          quantity: Number(quantity),
          price,
        })),
      },
    });
  }
  return found;
}

const masks: Readonly<Record<string, (text: string) => string>> = {
  phone: (text) => `****${text.replace(/\D/g, '').slice(-4)}`,
  email: (text) => `${text[0]}***${text.slice(text.indexOf('@'))}`,
  birthDate: (text) => `${text.slice(0, 4)}-01-01`,
};

/** What of it somebody is told whose phones, e-mail addresses and birth dates are masked. */
export function masked(value: Json, key = ''): Json {
  if (typeof value === 'string') return masks[key]?.(value) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one: Json) => masked(one));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, masked(one, name)]));
}
