import { randomBytes } from 'node:crypto';
import { printSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { abilityFindings } from '../../gateway/cli/check/abilities.ts';
import { demoFolder } from '../../gateway/cli/demo-folder.ts';
import { isUsable, loadConfiguration } from '../../gateway/config/load.ts';
import { edition } from '../../gateway/edition.ts';
import { parsePolicy } from '../../plugins/policy.ts';
import { keyring } from '../../plugins/pseudonyms/keyring.ts';
import { type Abilities, everything } from '../../schema/catalogue/abilities.ts';
import { demoPolicyValue, put } from '../fixtures/demo-config.ts';

const random = (bytes: number): Uint8Array => randomBytes(bytes);

const loaded = async () => {
  const configuration = await loadConfiguration(demoFolder, {});
  if (!isUsable(configuration)) throw new Error('the demo is not usable');
  return configuration;
};

/** What is said of the demo where its store `shop` can only do this. */
async function findings(shop: Partial<Abilities>) {
  const abilities = (store: string): Abilities => (store === 'shop' ? { ...everything, ...shop } : everything);
  const found = await abilityFindings(await loaded(), random, abilities);
  for (const { severity, line } of found) expect([severity, line > 1]).toEqual(['error', true]);
  return found.map(({ file, path, message }) => `${file.split('/').at(-1)} ${path.join('.')} ${message}`);
}

const types = (changes: Partial<Abilities['types']>): Partial<Abilities> => ({
  types: { ...everything.types, ...changes },
});

describe('a store that cannot do everything', () => {
  it('has nothing said of it where it can', async () => {
    expect(await findings({})).toEqual([]);
    expect(await abilityFindings(await loaded(), random)).toEqual([]);
  });

  it.each<readonly [string, Partial<Abilities>, string]>([
    [
      'a type of key',
      { keys: ['uuid'] },
      'catalogue.yaml entities.Order.key.type store `shop` has no keys of type `integer`',
    ],
    [
      'a type of value',
      { types: Object.fromEntries(Object.entries(everything.types).filter(([type]) => type !== 'Decimal')) },
      'catalogue.yaml entities.Order.fields.total.type store `shop` has no values of type `Decimal`',
    ],
    [
      'the records of others',
      { references: false },
      'catalogue.yaml entities.Customer.relations.orders store `shop` cannot find the `Order` records of others by what they refer to',
    ],
    [
      'the rows that a grant names',
      types({ Enum: { operators: [], order: false } }),
      'policy.yaml partners.acme.agreements.acme-delivery.grants.0.rows.Order these rows of `Order` cannot be told from others: store `shop` cannot compare `Order.status` by `eq`',
    ],
    [
      'a column less than its type',
      { columns: { 'shop.orders': { carrier: { operators: ['isNull'], order: false } } } },
      'policy.yaml partners.acme.agreements.acme-delivery.grants.0.rows.Order these rows of `Order` cannot be told from others: store `shop` cannot compare `Order.carrier` by `eq`',
    ],
    [
      'related records in a row rule',
      { related: false },
      'catalogue.yaml entities.OrderItem.subject store `shop` cannot follow `order.customer` to the person',
    ],
    [
      'the keyed order of rows',
      { keyedOrder: false },
      'policy.yaml partners.acme.agreements.acme-delivery `Order` cannot be answered to agreement `acme-delivery` of `acme` for `parcel-delivery`: its id is not clear, and store `shop` cannot order rows by a keyed hash',
    ],
    [
      'counting',
      { counts: false },
      'policy.yaml roles.analyst.grants.0.count `Order` cannot be counted: store `shop` does not count',
    ],
  ])('is refused with its place where %s is needed', async (_, shop, said) => {
    expect(await findings(shop)).toContain(said);
  });

  it('is asked by the cells of `bucket` like by any other form, where it can make them', async () => {
    const { catalogue } = await loaded();
    const value = demoPolicyValue();
    put(value, 'ladders.amount.reduced', ['bucket(100)']);
    put(value, 'roles.analyst.grants.0.clear', ['Order.placedAt']);
    put(value, 'roles.analyst.grants.0.reduced', ['Order.total']);
    const { policy } = parsePolicy(value);
    if (!policy) throw new Error('the changed policy is not usable');
    const keys = keyring([{ id: 'k1', secret: random(32) }]);
    const sdl = (forms: Abilities['forms']): string =>
      printSchema(
        edition({
          catalogue,
          policy,
          keyring: keys,
          stores: new Map(),
          abilities: () => ({ ...everything, forms }),
        }).schema({ roles: ['analyst'] }),
      );
    const filter = (text: string): string => /input OrderFilter {[^}]*}/.exec(text)?.[0] ?? '';
    expect(filter(sdl(everything.forms))).toContain('total: DecimalFilter');
    expect(filter(sdl(everything.forms.filter((form) => form !== 'floor')))).not.toContain('total:');
  });

  it('offers no operator, order, count, `or` or relation that it cannot do', async () => {
    const { catalogue, policy } = await loaded();
    const shop: Abilities = {
      ...everything,
      ...types({ Decimal: { operators: ['eq'], order: false }, Date: { operators: [], order: true } }),
      forms: [],
      conditions: false,
      related: false,
      counts: false,
    };
    const abilities = (store: string): Abilities => (store === 'shop' ? shop : everything);
    const keys = keyring([{ id: 'k1', secret: random(32) }]);
    const of = (able?: typeof abilities) =>
      edition({ catalogue, policy, keyring: keys, stores: new Map(), ...(able && { abilities: able }) });
    const sdl = (able?: typeof abilities): string => printSchema(of(able).schema({ roles: ['support'] }));
    const block = (text: string, name: string): string => new RegExp(`input ${name} {[^}]*}`).exec(text)?.[0] ?? '';
    expect(block(sdl(), 'OrderFilter')).toMatch(/\bor:[\s\S]*total: DecimalFilter/);
    const narrow = sdl(abilities);
    expect(block(narrow, 'OrderFilter')).toMatch(/total: DecimalEqFilter/);
    expect(block(narrow, 'OrderFilter')).not.toMatch(/\b(or|not|items):/);
    expect(block(narrow, 'OrderOrderBy')).not.toMatch(/total:/);
    expect(block(narrow, 'CustomerFilter')).toMatch(/\bor:/);
    expect(/type OrderConnection {[^}]*}/.exec(narrow)?.[0]).not.toContain('totalCount');
  });
});
