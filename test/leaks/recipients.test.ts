// Nothing that the gateway makes can be joined between two partners. What they are both shown in clear is another matter.
import { beforeAll, describe, expect, test } from 'vitest';
import { edition } from '../../gateway/edition.ts';
import { demoKey, mintToken } from '../../gateway/identify/demo-issuer.ts';
import { partnersIssuer } from '../fixtures/demo-issuers.ts';
import { parsePolicy } from '../../plugins/policy.ts';
import { keyring } from '../../plugins/pseudonyms/keyring.ts';
import type { Answer, Body } from '../cases/gateway.ts';
import { demoPolicyValue, put } from '../fixtures/demo-config.ts';
import { demoGateway, type TestGateway } from '../fixtures/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await demoGateway();
}, 60_000);

const purposes = { acme: 'parcel-delivery', borealis: 'market-research' } as const;
type Partner = keyof typeof purposes;

const ask = (partner: Partner, query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer> =>
  gateway.ask(`partner-${partner}`, purposes[partner], query, variables);

interface Person {
  readonly id: string;
  /** The key in the store. */
  readonly key: string;
}

/** The people and orders that a partner sees, in the order in which they come, each with its key in the store. */
async function seenBy(
  partner: Partner,
): Promise<{ readonly people: readonly Person[]; readonly orders: readonly Person[]; readonly body: Body }> {
  const queries = {
    acme: '{ orders(first: 1000) { edges { cursor node { id customer { id } } } pageInfo { startCursor endCursor } } }',
    borealis:
      '{ customers(first: 1000) { edges { cursor node { id orders(first: 18) { edges { cursor node { id } } } } } } }',
  };
  const { body } = await ask(partner, queries[partner]);
  expect(body.errors).toBeUndefined();
  const found = { Customer: new Map<string, Person>(), Order: new Map<string, Person>() };
  const view = gateway.running.gateway
    .edition()
    .view(
      { roles: [], partner, agreements: [partner === 'acme' ? 'acme-delivery' : 'borealis-research'] },
      purposes[partner],
    );
  const open = (entity: 'Customer' | 'Order', id: string): string =>
    String(view.entity(entity).fields.get('id')?.cases[0]?.bound?.unmask?.(id));
  const put = (entity: 'Customer' | 'Order', id: string): void =>
    void found[entity].set(id, { id, key: open(entity, id) });
  walk(body.data, (value, path) => {
    if (!path.endsWith('.id')) return;
    const outer = partner === 'acme' ? /\.node\.id$/ : /orders\.edges\.\d+\.node\.id$/;
    put(outer.test(path) ? 'Order' : 'Customer', value);
  });
  return { people: [...found.Customer.values()], orders: [...found.Order.values()], body };
}

function walk(value: unknown, visit: (text: string, path: string) => void, path = ''): void {
  if (typeof value === 'string') return visit(value, path);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) walk(item, visit, `${path}.${key}`);
}

/** So long that two runs are never the same by chance: 64 bits and more, of base64url as of hex. */
const run = 16;

/** Every run of characters that is in a token, so that a part two tokens share is found. */
const runs = (tokens: readonly string[]): ReadonlySet<string> =>
  new Set(
    tokens.flatMap((token) =>
      Array.from({ length: Math.max(0, token.length - run + 1) }, (_, at) => token.slice(at, at + run)),
    ),
  );

const shared = (one: readonly string[], other: readonly string[]): readonly string[] => {
  const seen = runs(one);
  return [...runs(other)].filter((part) => seen.has(part));
};

const raw = (token: string): Buffer => Buffer.from(token, 'base64url');
/** A token in every way it may be cut: as text, and as bytes in hex. */
const forms = (tokens: readonly string[]): readonly string[] => [
  ...tokens,
  ...tokens.map((token) => raw(token).toString('hex')),
];

/** Everything of an answer but its receipt. */
const told = ({ status, body }: Answer): string =>
  JSON.stringify([status, body.data, body.errors, body.extensions?.privacy?.fields]);

const bothSeen = async () => {
  const [acme, borealis] = await Promise.all([seenBy('acme'), seenBy('borealis')]);
  const people = acme.people.filter(({ key }) => borealis.people.some((one) => one.key === key));
  const orders = acme.orders.filter(({ key }) => borealis.orders.some((one) => one.key === key));
  return { acme, borealis, people, orders };
};

describe('two partners who lay their answers side by side', () => {
  test('know people and orders in common, or the rest of this would prove nothing', async () => {
    const { people, orders } = await bothSeen();
    expect(people.length).toBeGreaterThan(8);
    expect(orders.length).toBeGreaterThan(0);
  });

  test('leak 25: have no id in common, nor a part of one, and all ids are of one length', async () => {
    const { acme, borealis } = await bothSeen();
    const [a, b] = [acme, borealis].map((one) => [...one.people, ...one.orders].map(({ id }) => id)) as [
      string[],
      string[],
    ];
    // The key's own name stands first in each token, the same for everybody.
    const prefix = raw(a[0] ?? '').subarray(0, 3);
    expect([...a, ...b].every((id) => raw(id).subarray(0, 3).equals(prefix))).toBe(true);
    const bare = (ids: readonly string[]): readonly string[] =>
      ids.map((id) => raw(id).subarray(3).toString('base64url'));
    expect(shared(forms(bare(a)), forms(bare(b)))).toEqual([]);
    expect(new Set([...a, ...b].map((id) => id.length)).size).toBe(1);
  });

  test('leak 25: cannot sort their ids into the same order', async () => {
    const { acme, borealis, people } = await bothSeen();
    const keys = people.map(({ key }) => key);
    const sorted = ({ people: seen }: { readonly people: readonly Person[] }): readonly string[] =>
      seen
        .filter(({ key }) => keys.includes(key))
        .sort((x, y) => (x.id < y.id ? -1 : 1))
        .map(({ key }) => key);
    expect([...sorted(acme)].sort()).toEqual([...sorted(borealis)].sort());
    expect(sorted(acme)).not.toEqual(sorted(borealis));
    expect(sorted(acme)).not.toEqual(sorted(borealis).toReversed());
  });

  test('leak 25: cannot join by the place of a row, nor is the place that of the key', async () => {
    const { acme, borealis, people, orders } = await bothSeen();
    const places = (seen: readonly Person[], common: readonly Person[]): readonly number[] =>
      seen.filter(({ key }) => common.some((one) => one.key === key)).map(({ key }) => Number(key));
    expect(places(borealis.people, people)).not.toEqual(places(acme.people, people));
    for (const seen of [acme.orders, borealis.people, borealis.orders]) {
      const keys = seen.map(({ key }) => Number(key));
      expect(keys).not.toEqual(keys.toSorted((x, y) => x - y));
      expect(Math.abs(correlation(keys)), 'the place tells the key').toBeLessThan(0.5);
    }
    // Of a few rows two orders may agree by chance: the ranks of all that both see must not go together.
    if (orders.length > 4) expect(places(acme.orders, orders)).not.toEqual(places(borealis.orders, orders));
  });

  test('leak 26: have no part of a cursor in common, nor has one partner in two answers', async () => {
    const cursors = async (partner: Partner): Promise<readonly string[]> => {
      const found: string[] = [];
      walk(
        (await seenBy(partner)).body.data,
        (value, path) => /[cC]ursor$/.test(path) && found.push(raw(value).subarray(3).toString('base64url')),
      );
      return found.slice(0, 200);
    };
    const [acme, again, borealis] = [await cursors('acme'), await cursors('acme'), await cursors('borealis')];
    expect(acme.length).toBeGreaterThan(10);
    expect(shared(acme, borealis)).toEqual([]);
    expect(shared(acme, again)).toEqual([]);
  });

  test('leak 26: a cursor of one is garbage to the other', async () => {
    const start = async (partner: Partner, root: string) => {
      const { body } = await ask(partner, `{ ${root}(first: 1) { pageInfo { endCursor } } }`);
      return (body.data as Readonly<Record<string, { readonly pageInfo: { readonly endCursor: string } }>>)[root]
        ?.pageInfo.endCursor;
    };
    const query = 'query ($after: String) { customers(first: 1, after: $after) { nodes { id } } }';
    const refused = await ask('borealis', query, { after: await start('acme', 'orders') });
    expect(told(refused)).toBe(told(await ask('borealis', query, { after: 'garbage' })));
    expect(refused.status).toBe(400);
    const back = 'query ($after: String) { orders(first: 1, after: $after) { nodes { id } } }';
    const other = await ask('acme', back, { after: await start('borealis', 'customers') });
    expect(told(other)).toBe(told(await ask('acme', back, { after: 'garbage' })));
  });

  test('leaks 23 and 25: an id of the one answers to the other like an id that does not exist', async () => {
    const { acme, borealis } = await bothSeen();
    const asked = {
      acme: [
        'query ($i: ID!) { node(id: $i) { __typename id } }',
        'query ($i: ID!) { order(id: $i) { status customer { name } } }',
        'query ($i: ID!) { orders(filter: { id: { eq: $i } }) { nodes { id } pageInfo { hasNextPage endCursor } } }',
        'query ($i: ID!) { orders(filter: { customer: { id: { in: [$i] } } }) { nodes { id } pageInfo { hasNextPage endCursor } } }',
      ],
      borealis: [
        'query ($i: ID!) { node(id: $i) { __typename id } }',
        'query ($i: ID!) { customer(id: $i) { segment orders(first: 1) { nodes { id } } } }',
        'query ($i: ID!) { customers(filter: { id: { eq: $i } }) { nodes { id } pageInfo { hasNextPage endCursor } } }',
        'query ($i: ID!) { customers(first: 2) { nodes { orders(filter: { id: { in: [$i] } }) { nodes { id } } } } }',
      ],
    };
    const strange = { acme: borealis, borealis: acme };
    for (const partner of ['acme', 'borealis'] as const) {
      const { people, orders } = strange[partner];
      const foreign = [...people.slice(0, 3), ...orders.slice(0, 3)];
      for (const query of asked[partner]) {
        const unknown = told(await ask(partner, query, { i: 'nothing' }));
        for (const { id, key } of foreign)
          for (const i of [id, `Customer:${key}`, `Order:${key}`])
            expect(told(await ask(partner, query, { i })), query).toBe(unknown);
      }
    }
  });

  test('leak 29: are refused in the same words, for people of both and people of none', async () => {
    const { acme, borealis, people } = await bothSeen();
    const same = [
      'query ($i: ID!) { node(id: $i) { nope } }',
      'query ($i: ID!) { customerLookup(by: { phone: $i }) { id } }',
      '{ customers(first: 1) { nodes { secret } } ',
    ];
    const [known] = people;
    const inBoth = [
      known?.id,
      borealis.people.find(({ key }) => key === known?.key)?.id,
      `Customer:${known?.key}`,
      'nothing',
    ];
    expect(acme.people.length).toBeGreaterThan(0);
    for (const query of same) {
      const texts = await Promise.all(
        inBoth.flatMap((i) =>
          (['acme', 'borealis'] as const).map(async (partner) =>
            JSON.stringify((await ask(partner, query, { i })).body.errors),
          ),
        ),
      );
      expect(new Set(texts.filter((text) => text !== undefined)).size, query).toBe(1);
    }
  });

  test('have receipts that say nothing: none twice, no part in common, not in an order', async () => {
    const receipts = async (partner: Partner): Promise<readonly string[]> => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => ask(partner, '{ viewer { id } }')));
      return answers.map(({ body }) => body.extensions?.privacy?.receipt ?? '');
    };
    const [acme, borealis] = [await receipts('acme'), await receipts('borealis')];
    expect(new Set([...acme, ...borealis]).size).toBe(40);
    expect(shared(acme, borealis)).toEqual([]);
    expect(new Set([...acme, ...borealis].map((one) => one.length)).size).toBe(1);
    expect(acme).not.toEqual(acme.toSorted());
  });

  test('leak 25: surrogates of fields differ between two agreements, two partners and two purposes', () => {
    const made = surrogatesUnder(gateway);
    const names = Object.keys(made);
    expect(names).toHaveLength(4);
    for (const [i, one] of names.entries())
      for (const other of names.slice(i + 1)) {
        for (const field of ['id', 'phone', 'email'] as const)
          expect(
            made[one]?.[field].filter((value) => made[other]?.[field].includes(value)),
            `${field} of ${one} and ${other}`,
          ).toEqual([]);
        expect(made[one]?.salt, `the order of ${one} and ${other}`).not.toBe(made[other]?.salt);
      }
  });
});

interface Made {
  readonly id: readonly string[];
  readonly phone: readonly string[];
  readonly email: readonly string[];
  readonly salt: string;
}

/** What four recipients get for the same people: two partners whose agreements have one name, another purpose, another agreement. */
function surrogatesUnder({ running, configuration }: TestGateway): Readonly<Record<string, Made>> {
  const replaced = ['Customer.id', 'Customer.phone', 'Customer.email'];
  const agreement = (...all: readonly string[]) => ({
    legalBasis: 'contract',
    from: '2026-01-01',
    until: '2099-12-31',
    terms: 'Only for this test.',
    grants: [{ purposes: all, roots: ['customers'], replaced }],
  });
  const value = demoPolicyValue();
  put(value, 'partners', {
    acme: {
      name: 'Acme',
      agreements: {
        delivery: agreement('parcel-delivery', 'order-fulfilment'),
        research: agreement('market-research'),
      },
    },
    borealis: { name: 'Borealis', agreements: { delivery: agreement('parcel-delivery') } },
  });
  const { policy } = parsePolicy(value);
  if (!policy) throw new Error('the policy is not usable');
  const keys = keyring([{ id: 'k1', secret: Buffer.alloc(32, 7) }]);
  const { view } = edition({
    catalogue: configuration.catalogue,
    policy,
    keyring: keys,
    stores: running.gateway.stores,
  });
  const under = (partner: string, name: string, purpose: string): Made => {
    const customer = view({ roles: [], partner, agreements: [name] }, purpose).entity('Customer');
    const masked = (field: string, values: readonly string[]): readonly string[] =>
      values.map((one) => String(customer.fields.get(field)?.cases[0]?.bound?.mask(one, { known: [] } as never)));
    const salt = customer.order.by === 'hash' ? customer.order.salt : '';
    expect(salt).not.toBe('');
    return {
      salt,
      id: masked('id', ['1', '2', '3']),
      phone: masked('phone', ['15427182818', '+44 7700 900123']),
      email: masked('email', ['a@example.net', 'b@example.net']),
    };
  };
  return {
    'acme for parcels': under('acme', 'delivery', 'parcel-delivery'),
    'borealis for parcels': under('borealis', 'delivery', 'parcel-delivery'),
    'acme for orders': under('acme', 'delivery', 'order-fulfilment'),
    'acme for research': under('acme', 'research', 'market-research'),
  };
}

/** Pearson's, of values with their places: near one, whoever sees the places knows the values. */
function correlation(values: readonly number[]): number {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const middle = (n - 1) / 2;
  const sum = (of: (value: number, at: number) => number): number =>
    values.reduce((total, value, at) => total + of(value, at), 0);
  const covariance = sum((value, at) => (value - mean) * (at - middle));
  return covariance / Math.sqrt(sum((value) => (value - mean) ** 2) * sum((_, at) => (at - middle) ** 2));
}

describe('the issuer of partners', () => {
  const token = async (
    more: Readonly<Record<string, string>>,
    asked: { readonly roles?: readonly string[]; readonly partner?: string; readonly purpose?: string },
  ) =>
    mintToken({
      key: await demoKey(gateway.data, partnersIssuer),
      issuer: partnersIssuer,
      audience: 'scrim',
      subject: 'mallory',
      roles: asked.roles ?? [],
      claims: more,
      ...(asked.partner !== undefined && { partner: asked.partner }),
      ...(asked.purpose !== undefined && { purpose: asked.purpose }),
      lifetime: 60,
      now: Date.now() / 1000,
    });
  const send = async (bearer: string, purpose: string | undefined, query: string): Promise<Answer> => {
    const headers = { authorization: `Bearer ${bearer}`, ...(purpose !== undefined && { 'scrim-purpose': purpose }) };
    const response = await gateway.send({ query }, headers);
    return { status: response.status, body: (await response.json()) as Body };
  };
  const codes = ({ body }: Answer): readonly (string | undefined)[] =>
    body.errors?.map((error) => error.extensions?.code) ?? [];

  test.each([
    ['a role', { roles: ['support'] }],
    ['a role beside a partner', { roles: ['analyst'], partner: 'acme' }],
    ['a partner that is not its own', { partner: 'support' }],
    ['a partner by the name of a property', { partner: 'constructor' }],
    ['a purpose of staff', { partner: 'acme', purpose: 'customer-support' }],
  ])('cannot assert %s', async (_, asked) => {
    const answer = await send(await token({}, asked), 'customer-support', '{ viewer { id } }');
    expect(codes(answer)).toEqual(['UNAUTHENTICATED']);
    expect(answer.status).toBe(401);
  });

  test('cannot say whose record is somebody’s own: nobody binds its claims', async () => {
    const bearer = await token({ customer: '1' }, { partner: 'acme' });
    const answer = await send(bearer, 'self-service', '{ customers { nodes { id } } }');
    expect(codes(answer)).not.toEqual([]);
    expect(answer.body.data ?? null).toBeNull();
  });

  test('speaks for nobody where it names no partner', async () => {
    const answer = await send(
      await token({}, {}),
      undefined,
      '{ __schema { queryType { fields { name } } } viewer { roles purposes { id } } }',
    );
    expect(answer.body.data).toEqual({
      __schema: { queryType: { fields: [{ name: 'viewer' }] } },
      viewer: { roles: [], purposes: [] },
    });
  });

  test('binds a token to the purpose of one agreement, and to no other', async () => {
    const bound = await token({}, { partner: 'acme', purpose: 'parcel-delivery' });
    expect((await send(bound, undefined, '{ orders(first: 1) { nodes { status } } }')).status).toBe(200);
    expect(codes(await send(bound, 'market-research', '{ orders(first: 1) { nodes { status } } }'))).toEqual([
      'PURPOSE_NOT_ALLOWED',
    ]);
    const other = await token({}, { partner: 'acme', purpose: 'market-research' });
    expect(codes(await send(other, undefined, '{ orders(first: 1) { nodes { status } } }'))).toEqual([
      'PURPOSE_NOT_ALLOWED',
    ]);
  });
});
