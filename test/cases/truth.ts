import { type Catalogue, type Entity, entityOf, type Field, type Relation } from '../../schema/catalogue/catalogue.ts';
import type { DemoGateway } from './gateway.ts';

/** One record as it is in the store, by field name, each value as the gateway would write it in clear. */
export interface TruthRow {
  readonly values: Readonly<Record<string, string | null>>;
  /** What is known of the person it is about, for whom nothing of it may be in a redacted text. */
  readonly person: readonly string[];
}

export interface Truth {
  readonly entity: (name: string) => Promise<readonly TruthRow[]>;
  /** `Customer 1 phone` */
  readonly value: (words: string) => Promise<string | null>;
  /** How many rows there are in `crm.customers where …`. */
  readonly count: (from: string) => Promise<number>;
  /** The records of an entity for which a condition over its table `t` holds. */
  readonly where: (name: string, condition: string) => Promise<readonly TruthRow[]>;
  /** Which records a relation joins, by their ids. */
  readonly related: (relation: Relation) => Promise<readonly (readonly [from: string, to: string])[]>;
}

/** Reads the demo's stores past the gateway, by the catalogue's own tables and columns. */
export function truthOf(catalogue: Catalogue, rows: DemoGateway['rows']): Truth {
  const read = new Map<string, Promise<readonly TruthRow[]>>();
  const entity = (name: string): Promise<readonly TruthRow[]> => {
    const reading = read.get(name) ?? readAll(entityOf(catalogue, name), rows);
    read.set(name, reading);
    return reading;
  };
  return {
    entity,
    value: async (words) => {
      const [name = '', key = '', field = ''] = words.split(' ');
      const row = (await entity(name)).find(({ values }) => values['id'] === `${name}:${key}`);
      if (!row || !(field in row.values)) throw new Error(`the store has no \`${words}\``);
      return row.values[field] ?? null;
    },
    count: async (from) => Number((await rows(`select count(*)::int as n from ${from}`))[0]?.['n']),
    where: async (name, condition) => {
      const { key } = entityOf(catalogue, name);
      const found = await rows(
        `select t.${key.column}::text as k from ${tableOf(catalogue, name)} t where ${condition}`,
      );
      const ids = new Set(found.map(({ k }) => `${name}:${String(k)}`));
      return (await entity(name)).filter(({ values }) => ids.has(String(values['id'])));
    },
    related: async ({ from, to, many, via }) => {
      const [one, other] = many ? [from, to] : [to, from];
      const { key } = entityOf(catalogue, other);
      const found = await rows(
        `select t.${via}::text as one, t.${key.column}::text as other from ${tableOf(catalogue, other)} t`,
      );
      const pairs = found.map(
        (pair) => [`${one}:${String(pair['one'])}`, `${other}:${String(pair['other'])}`] as const,
      );
      return many ? pairs : pairs.map(([a, b]) => [b, a] as const);
    },
  };
}

function tableOf(catalogue: Catalogue, name: string): string {
  const { table } = entityOf(catalogue, name);
  return table.schema === undefined ? table.name : `${table.schema}.${table.name}`;
}

async function readAll(entity: Entity, rows: DemoGateway['rows']): Promise<readonly TruthRow[]> {
  const columns = [...entity.fields.values()].map((field) => `${text(entity, field)} as "${field.name}"`);
  // Only a feedback's words name people: they are what a redactor must not let through.
  const feedback = entity.name === 'Feedback';
  const person = feedback
    ? ', array_to_json(array[c.name, c.phone, c.email, c.national_id, c.bank_card, c.address])::text'
    : ", '[]'";
  const join = feedback ? ' join crm.customers c on c.id = t.customer_id' : '';
  const from = `${entity.table.schema}.${entity.table.name} t${join}`;
  const found = await rows(`select ${columns.join(', ')}${person} as "$person" from ${from}`);
  return found.map(({ $person, ...values }) => ({
    values: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, value === null ? null : String(value)]),
    ),
    person: (JSON.parse(String($person)) as readonly (string | null)[]).filter((known) => known !== null),
  }));
}

function text(entity: Entity, { name, type, column }: Field): string {
  if (name === 'id') return `'${entity.name}:' || t.${entity.key.column}`;
  if (type === 'DateTime') return `to_char(t.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  return `t.${column}::text`;
}
