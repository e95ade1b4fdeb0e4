import type { QuestionName, Variables } from './questions.ts';
import type { Json } from './truth.ts';

const columns = 'id: rowId name phone email birthDate city segment createdAt';

/** The same questions in the names that PostGraphile makes of the tables. */
const documents: Readonly<Record<QuestionName, string>> = {
  'by key': `query ($id: Int!) { customer: customerByRowId(rowId: $id) { ${columns} } }`,
  fifty: `query ($city: String!, $before: Datetime!) { customers: allCustomers(first: 50, condition: { city: $city, createdBefore: $before }, orderBy: [CREATED_AT_DESC]) { nodes { ${columns} } } }`,
  nested:
    'query ($from: Datetime!) { customers: allCustomers(first: 20, condition: { createdFrom: $from }, orderBy: [CREATED_AT_ASC]) { nodes { name phone city orders: ordersByCustomerId(first: 5, orderBy: [PLACED_AT_DESC]) { nodes { id: rowId placedAt total items: itemsByOrderId(first: 20) { nodes { id: rowId product quantity price } } } } } } }',
  wide: `query ($from: Datetime!) { customers: allCustomers(first: 1000, condition: { createdFrom: $from }, orderBy: [CREATED_AT_ASC]) { nodes { ${columns} } } }`,
};

export const asksPostGraphile = (name: string, { id, ...variables }: Variables): Json => ({
  query: (documents as Readonly<Record<string, string>>)[name] ?? '',
  variables: { ...variables, ...(id !== undefined && { id: Number(id.slice('Customer:'.length)) }) },
});

const moments: ReadonlySet<string> = new Set(['createdAt', 'placedAt']);
const types: Readonly<Record<string, string>> = {
  customer: 'Customer',
  customers: 'Customer',
  orders: 'Order',
  items: 'Item',
};

/** Its answer in the form of the others: the type before an id, a moment in UTC. */
export function fromPostGraphile(value: Json, type = ''): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one: Json) => fromPostGraphile(one, type));
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      if (key === 'id') return [key, `${type}:${one}`];
      if (moments.has(key)) return [key, `${new Date(String(one)).toISOString().slice(0, 19)}.000000Z`];
      return [key, fromPostGraphile(one, types[key] ?? type)];
    }),
  );
}
