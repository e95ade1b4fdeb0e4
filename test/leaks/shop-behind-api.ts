import { demoWorld, type SeedTable, shopTables } from '../../gateway/demo/seed/seed.ts';
import { resourceFor, type Told } from '../stores/rest-options.ts';
import { type Raw, type RestTable, serveRest } from '../stores/rest-server.ts';
import { type Shop, scale } from './demo-on-postgres.ts';

const numbers: ReadonlySet<string> = new Set(['id', 'customer_id', 'order_id', 'quantity', 'total', 'unit_price']);
const keys: ReadonlySet<string> = new Set(['id', 'customer_id', 'order_id']);
const filtered: ReadonlySet<string> = new Set(['status', 'carrier', 'kind']);

/** A number with the digits that it was written with, as JSON that keeps them would have it. */
const rawOf = (column: string, cell: string | number | null): Raw =>
  cell !== null && numbers.has(column) ? String(cell) : JSON.stringify(cell);

function tableOf({ columns, rows }: SeedTable): RestTable {
  const records = rows.map((row) =>
    Object.fromEntries(columns.map((column, at) => [column, rawOf(column, row[at] ?? null)])),
  );
  const compared = columns.filter((column) => keys.has(column) || filtered.has(column));
  return {
    columns: Object.fromEntries(compared.map((column) => [column, keys.has(column) ? 'number' : 'text'])),
    records: records.map((record) =>
      columns.includes('carrier') && Number(record['id']) % 40 === 0
        ? { ...record, status: '"SHIPPED"', carrier: '"acme"' }
        : record,
    ),
  };
}

const toldOf = (column: string): Told => ({
  name: column,
  ...(keys.has(column) && { filters: ['eq', 'in', 'gt', 'lt'], sorts: column === 'id' }),
  ...(filtered.has(column) && { filters: ['eq'] }),
});

/** A JSON API of a test's own with the shop that the demo's part of people have. It tells the fields that it is asked for. */
export async function shopBehindApi(): Promise<Shop & { readonly drop: () => Promise<void> }> {
  const tables = shopTables(demoWorld(scale));
  const server = await serveRest();
  server.tables = new Map(tables.map((table) => [table.name, tableOf(table)]));
  server.largest = 2000;
  const resources = Object.fromEntries(
    tables.map(({ name, columns }) => [
      `shop.${name}`,
      resourceFor('page', name, columns.map(toldOf), {
        items: 2000,
        byIds: { put: 'id.ids', join: '|' },
        select: { put: 'fields', join: ',' },
        sortJoin: ',',
      }),
    ]),
  );
  const store = {
    kind: 'rest',
    url: server.url,
    scan: true,
    most: 100_000,
    calls: 10_000,
    timeoutMs: 60_000,
    resources,
  };
  return { store, prefix: 'shop.', drop: server.close };
}
