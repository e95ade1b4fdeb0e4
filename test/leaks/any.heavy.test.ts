// Random operations by the thousand, made from what each profile's schema offers, with values from the truth among those
// they send. Whatever comes back, no value of anybody is in it that the golden cases do not show to them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Random } from '../../gateway/demo/seed/random.ts';
import { type Truth, truthOf } from '../cases/truth.ts';
import { type AnyValues, anyOperation } from '../fixtures/any-operation.ts';
import { demoCatalogue } from '../fixtures/demo-config.ts';
import { demoGateway, type TestGateway } from '../fixtures/gateway.ts';
import { needs } from '../fixtures/servers.ts';
import { servicesGateway } from '../fixtures/services-gateway.ts';
import { type Search, searchFor } from './demo-canaries.ts';
import { type DemoProfile, demoProfiles, tokenOf } from './demo-profiles.ts';

/** How many operations of each: all three thousand together. Who has no data to ask for needs few. */
const counts: Readonly<Record<string, number>> = {
  'support for customer-support': 430,
  'support for order-fulfilment': 300,
  'fraud for fraud-investigation': 400,
  'analyst for analytics': 480,
  'marketing for marketing': 400,
  'customer for self-service': 400,
  'partner-acme for parcel-delivery': 300,
  'partner-borealis for market-research': 300,
};
const few = 20;
const profiles = demoProfiles.filter(({ claims, roles }) => !claims && !roles);

const entitlementOf = ({ who }: DemoProfile) => {
  const partner = /^partner-(.+)/.exec(who)?.[1];
  if (partner === undefined) return { roles: [who] };
  const agreement = { acme: 'acme-delivery', borealis: 'borealis-research' }[partner];
  return { roles: [], partner, agreements: agreement === undefined ? [] : [agreement] };
};

interface Told {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly text: string;
}

const valuesFor = (ids: readonly string[], known: readonly string[]): AnyValues => ({
  ID: (random) => random.pick(ids),
  Int: (random) =>
    random.weighted([
      [random.below(6), 8],
      [60, 1],
      [-1, 0.3],
    ]),
  Boolean: (random) => random.chance(0.5),
  String: (random) =>
    random.chance(0.5)
      ? random.pick(known)
      : random.pick(['', 'Berlin', 'plus', '北京市', 'acme', 'CN', '1', '****2818']),
  Decimal: (random) => random.pick(['0', '100', `${random.below(900)}.50`]),
  Date: (random: Random) => random.pick(['1950-01-01', '1985-06-01', '2024-02-29']),
  DateTime: (random: Random) => random.pick(['2025-06-01T12:00:00Z', '2026-01-01T00:00:00Z']),
});

/** All of it, asked of one demo. */
function anyOperations(open: () => Promise<TestGateway>): void {
  let gateway: TestGateway;
  let truth: Truth;
  /** What somebody who knows a few people would try. */
  let known: readonly string[];
  /** How long log and ledger were at first: others may have used this gateway. */
  let before: { readonly logged: number; readonly written: ReadonlyMap<string, number> };

  const written = (): readonly { readonly name: string; readonly text: string }[] => {
    const ledger = join(gateway.data, 'ledger');
    return readdirSync(ledger).map((name) => ({ name, text: readFileSync(join(ledger, name), 'utf8') }));
  };

  beforeAll(async () => {
    gateway = await open();
    before = {
      logged: gateway.logged().length,
      written: new Map(written().map(({ name, text }) => [name, text.length])),
    };
    truth = truthOf(demoCatalogue(), gateway.rows);
    const people = (await truth.entity('Customer')).slice(0, 40);
    known = people.flatMap(({ values }) =>
      ['name', 'phone', 'email', 'nationalId', 'bankCard', 'address', 'city'].flatMap((field) => values[field] ?? []),
    );
  }, 60_000);

  async function asking(
    profile: DemoProfile,
  ): Promise<(query: string, variables?: Told['variables']) => Promise<Told>> {
    const authorization = `Bearer ${await tokenOf(gateway, profile)}`;
    const headers = { authorization, ...(profile.purpose !== null && { 'scrim-purpose': profile.purpose }) };
    return async (query, variables = {}) => {
      const response = await gateway.send({ query, variables }, headers);
      return { query, variables, status: response.status, text: await response.text() };
    };
  }

  /** Ids that they have seen, and ids that they have not. */
  async function idsFor(ask: Awaited<ReturnType<typeof asking>>): Promise<readonly string[]> {
    const seen = await Promise.all(
      ['customers', 'orders', 'feedbacks', 'activities'].map((root) => ask(`{ ${root}(first: 4) { nodes { id } } }`)),
    );
    const own = seen.flatMap(({ text }) => [...text.matchAll(/"id":"([^"]+)"/g)].map(([, id = '']) => id));
    return [
      ...own,
      'Customer:1',
      'Customer:2',
      'Order:2',
      'Feedback:3',
      'Activity:4',
      'Consent:5',
      'OrderItem:6',
      'none',
    ];
  }

  async function answered(profile: DemoProfile, count: number): Promise<readonly Told[]> {
    const ask = await asking(profile);
    const schema = gateway.running.gateway.edition().schema(entitlementOf(profile));
    const values = valuesFor(await idsFor(ask), known);
    const told: Told[] = [];
    const next = { at: 0 };
    const worker = async (): Promise<void> => {
      for (let at = next.at++; at < count; at = next.at++) {
        const { query, variables } = anyOperation(schema, values, 'canaries', profile.name, at);
        told.push(await ask(query, variables));
      }
    };
    await Promise.all(Array.from({ length: 6 }, worker));
    return told;
  }

  describe('any operation of three thousand', { timeout: 120_000 }, () => {
    let searchNobody: Search;

    test('there are three thousand', () => {
      expect(profiles.reduce((sum, { name }) => sum + (counts[name] ?? few), 0)).toBeGreaterThan(3000);
    });

    test.each(profiles)('tells $name nothing that is not theirs', async (profile) => {
      const told = await answered(profile, counts[profile.name] ?? few);
      const search = await searchFor(truth, profile);
      const faults = told.filter(({ text }) => /"code":"(?:INTERNAL|STORE_[A-Z]+)"/.test(text));
      expect(faults.slice(0, 2)).toEqual([]);
      const whole = told.map(({ text }) => text).join('\n');
      const found = search(whole);
      const [first] = found.length > 0 ? told.filter(({ text }) => search(text).length > 0) : [];
      expect({ found: found.slice(0, 5), first }).toEqual({ found: [], first: undefined });
      if (counts[profile.name])
        expect(told.filter(({ status }) => status === 200).length).toBeGreaterThan(told.length / 10);
    });

    test('and the search would have seen it: what is fraud’s to see is found by everybody else’s eyes', async () => {
      const told = await answered(profiles.find(({ who }) => who === 'fraud') ?? (profiles[0] as DemoProfile), 400);
      searchNobody = await searchFor(truth, { name: 'nobody', who: 'nobody', purpose: null });
      const places = searchNobody(told.map(({ text }) => text).join('\n'));
      for (const cell of [
        'Customer.name',
        'Customer.phone',
        'Customer.email',
        'Customer.nationalId',
        'Customer.birthDate',
        'Order.shippingAddress',
        'Activity.ip',
      ])
        expect(
          places.some((place) => place.startsWith(`${cell} of `)),
          cell,
        ).toBe(true);
    });

    test('leaks 46 and 67: neither the log nor the ledger holds a value of anybody, of what was sent or what was answered', () => {
      // Lengths, check sums and places are numbers of the file: their digits can be anybody's by chance.
      const recorded = written().map(({ name, text }) =>
        text
          .slice(before.written.get(name) ?? 0)
          .replace(/^\d+ [0-9a-f]{8} (?=\{)/gm, '')
          .replace(/"offset":\d+/g, ''),
      );
      expect(recorded.join('\n').length).toBeGreaterThan(100_000);
      expect(searchNobody(recorded.join('\n'))).toEqual([]);
      expect(gateway.logged().length).toBeGreaterThan(before.logged);
      expect(searchNobody(gateway.logged().slice(before.logged))).toEqual([]);
    });
  });
}

describe('over the embedded database', () => anyOperations(demoGateway));

const missing = (await needs('postgres')) ?? (await needs('mariadb'));

describe.skipIf(missing)('with customers in PostgreSQL and the shop in MariaDB', () => {
  const services = servicesGateway();
  afterAll(() => services.close());
  anyOperations(services.open);
});
