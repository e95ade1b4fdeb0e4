import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { abilityFindings } from '../../gateway/cli/check/abilities.ts';
import { keyedOrders } from '../../gateway/cli/check/keyed-orders.ts';
import { demoFolder } from '../../gateway/cli/demo-folder.ts';
import { throwawayEdition } from '../../gateway/cli/throwaway-edition.ts';
import { isUsable, loadConfiguration, type UsableConfiguration } from '../../gateway/config/load.ts';
import { optionsFor } from '../stores/rest-options.ts';

const random = (bytes: number): Uint8Array => randomBytes(bytes);

type Fields = Readonly<Record<string, object>>;
const sorted = { sort: { asc: {} } };
const list = (path: string, total = false) => ({
  list: { path, ...(total && { total: '/total' }) },
  byId: { path: `${path}/{key}` },
});
const plain = (...names: readonly string[]): Fields => Object.fromEntries(names.map((name) => [name, {}]));

const orders: Fields = {
  id: sorted,
  customer_id: { filters: { eq: 'customer' } },
  status: { filters: { eq: 'status' } },
  ...plain('placed_at', 'carrier', 'total', 'currency', 'shipping_address'),
};
const items: Fields = { id: sorted, ...plain('order_id', 'product', 'quantity', 'unit_price') };
const activities: Fields = {
  id: sorted,
  customer_id: { filters: { eq: 'customer' } },
  ...plain('at', 'kind', 'page', 'device', 'ip'),
};

const resources = (changes: object = {}): object => ({
  'shop.orders': { key: 'id', fields: orders, ...list('/orders') },
  'shop.order_items': { key: 'id', fields: items, ...list('/items') },
  'shop.activities': { key: 'id', fields: activities, ...list('/activities') },
  ...changes,
});

/** The demo, its shop behind an API. */
async function demo(scan: boolean, shop: object): Promise<UsableConfiguration> {
  const configuration = await loadConfiguration(demoFolder, {});
  if (!isUsable(configuration)) throw new Error('the demo is not usable');
  const { gateway } = configuration;
  const rest = optionsFor('https://shop.example.com', shop, { scan });
  return { ...configuration, gateway: { ...gateway, stores: { ...gateway.stores, shop: rest } } };
}

async function findings(scan: boolean, shop = resources()): Promise<readonly string[]> {
  const found = await abilityFindings(await demo(scan, shop), random);
  for (const { severity, line } of found) expect([severity, line > 1]).toEqual(['error', true]);
  return found.map(({ path, message }) => `${path.join('.')} ${message}`);
}

describe('a catalogue beside what an API is said to hold', () => {
  test('is right where it is all there and the gateway may do the rest, save that an API makes no groups', async () => {
    expect(await findings(true)).toEqual([
      expect.stringMatching(/statistics `Order` has no statistics: store `shop` makes no groups$/),
      expect.stringMatching(/statistics `Activity` has no statistics: store `shop` makes no groups$/),
      expect.stringMatching(/^partners.*statistics `Order` has no statistics: store `shop` makes no groups$/),
      expect.stringMatching(/grid\.Order `Order` has no groups: store `shop` makes none$/),
      expect.stringMatching(/grid\.Activity `Activity` has no groups: store `shop` makes none$/),
    ]);
    const usable = await demo(true, resources());
    const notes = await keyedOrders(usable, throwawayEdition(usable, random), 1_790_000_000);
    expect(notes.filter(({ entity }) => entity === 'Order')).toEqual([]);
  });

  test('is refused where a resource, a column or a key is not there', async () => {
    const { carrier: _, ...fewer } = orders;
    const shop = resources({
      'shop.orders': { key: 'id', fields: fewer, ...list('/orders') },
      'shop.order_items': { key: 'product', fields: items, ...list('/items') },
      'shop.activities': undefined,
    });
    expect(await findings(true, JSON.parse(JSON.stringify(shop)))).toEqual(
      expect.arrayContaining([
        'entities.Order.fields.carrier.column `shop.orders` has no column `carrier`',
        'entities.OrderItem.key.column `id` is not unique: two records could have one id',
        'entities.Activity.table store `shop` has no table `shop.activities`',
      ]),
    );
  });

  test('is refused where it needs what the API cannot do, and nothing else may', async () => {
    const told = await findings(false);
    expect(told).toEqual(
      expect.arrayContaining([
        'entities.Order.relations.items store `shop` cannot find the `OrderItem` records of others by what they refer to',
        'entities.OrderItem.subject store `shop` cannot follow `order.customer` to the person',
        'roles.analyst.grants.0.count `Order` cannot be counted: store `shop` does not count',
      ]),
    );
    expect(told.filter((one) => one.includes('Customer.relations.orders'))).toEqual([]);
  });
});
