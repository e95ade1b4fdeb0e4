// Two who ask the same, one after the other, the other way round and at once: each gets what they get alone.
import { beforeAll, describe, expect, test } from 'vitest';
import { demoGateway, type TestGateway } from '../fixtures/gateway.ts';
import { type DemoProfile, demoProfiles, settled, tokenOf } from './demo-profiles.ts';

interface Asked {
  /** What follows the name of the operation: variables and selection. */
  readonly text: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Questions that several may ask and that each is answered otherwise, or refused. */
const documents: Readonly<Record<string, Asked>> = {
  'who one is': { text: '{ viewer { id roles partner purposes { id } } }' },
  'what there is': {
    text: '{ __schema { queryType { fields { name } } } __type(name: "Customer") { fields { name } } }',
  },
  'customers and their orders': {
    text: '{ customers(first: 3, orderBy: [{ segment: ASC }]) { nodes { id orders(first: 2) { nodes { id placedAt total } } } pageInfo { hasNextPage endCursor } } }',
  },
  'what is clear, reduced, replaced or withheld': {
    text: '{ customers(first: 2) { nodes { id name phone email feedbacks(first: 1) { nodes { text } } } totalCount } }',
  },
  'orders and who placed them': {
    text: '{ orders(first: 3, orderBy: [{ placedAt: DESC }]) { edges { cursor node { id placedAt customer { id name } } } } }',
  },
  'a filter that arrives in a variable': {
    text: '($f: CustomerFilter) { customers(first: 3, filter: $f) { nodes { id birthDate } pageInfo { hasNextPage } } }',
    variables: { f: { and: [{ segment: { ne: 'plus' } }, { birthDate: { gte: '1970-06-15' } }] } },
  },
  'one record by its id': {
    text: '($i: ID!) { customer(id: $i) { id name city } node(id: $i) { __typename id } }',
    variables: { i: 'Customer:1' },
  },
  'whose order it is': {
    text: '($i: [ID!]) { orders(first: 3, filter: { customer: { id: { in: $i } } }) { nodes { id customer { id } } } }',
    variables: { i: ['Customer:1', 'Customer:2', 'Customer:3'] },
  },
};

let gateway: TestGateway;
let tokens: ReadonlyMap<DemoProfile, string>;

beforeAll(async () => {
  gateway = await demoGateway();
  tokens = new Map(await Promise.all(demoProfiles.map(async (one) => [one, await tokenOf(gateway, one)] as const)));
}, 60_000);

/** A document of a new name was never seen before: nothing of it is remembered until somebody asks. Places in it do not move with the name. */
async function ask(profile: DemoProfile, { text, variables = {} }: Asked, name: string): Promise<string> {
  const headers = {
    authorization: `Bearer ${tokens.get(profile)}`,
    ...(profile.purpose !== null && { 'scrim-purpose': profile.purpose }),
  };
  const response = await gateway.send({ query: `query ${name}\n${text}`, variables }, headers);
  return `${response.status} ${settled(await response.text())}`;
}

/** All at once, and twice, so that each is beside each while a plan is still being made and when it is there. */
const crowd = [...demoProfiles, ...demoProfiles.toReversed()];

/** A walk that goes from each one to each one, itself as well, once: the sequence of de Bruijn of two. */
function walk<T>(all: readonly T[]): readonly T[] {
  const steps = all.flatMap((one, at) => [one, ...all.slice(at + 1).flatMap((other) => [one, other])]);
  return [...steps, ...all.slice(0, 1)];
}

test('the walk goes from each profile to each profile', () => {
  const steps = walk(demoProfiles);
  const pairs = new Set(steps.slice(1).map((to, at) => `${steps[at]?.name} → ${to.name}`));
  expect(pairs.size).toBe(demoProfiles.length ** 2);
});

describe.each(Object.entries(documents))('%s', (title, asked) => {
  const label = title.replaceAll(/\W/g, '_');
  let alone: ReadonlyMap<DemoProfile, string>;
  beforeAll(async () => {
    const answers = [];
    for (const [at, profile] of demoProfiles.entries())
      answers.push([profile, await ask(profile, asked, `Alone_${at}_${label}`)] as const);
    alone = new Map(answers);
  });
  const check = (profile: DemoProfile, answer: string, before: DemoProfile | undefined): void =>
    expect(answer, `${profile.name} after ${before?.name ?? 'nobody'}`).toBe(alone.get(profile));

  test('leaks 36, 37 and 43: whoever asks first, what is remembered for them is nobody else’s', async () => {
    for (const [at, first] of demoProfiles.entries())
      for (const [turn, profile] of [...demoProfiles.slice(at), ...demoProfiles.slice(0, at)].entries())
        check(profile, await ask(profile, asked, `First_${at}_${label}`), turn === 0 ? undefined : first);
  });

  test('leaks 36 and 37: right after each other, from everybody to everybody', async () => {
    let before: DemoProfile | undefined;
    for (const profile of walk(demoProfiles)) {
      check(profile, await ask(profile, asked, `Walk_${label}`), before);
      before = profile;
    }
  });

  test('leaks 38 and 39: at the same time, before there is a plan and when there is one', async () => {
    const name = `Crowd_${label}`;
    const answers = await Promise.all(
      crowd.map(async (profile) => [profile, await ask(profile, asked, name)] as const),
    );
    for (const [profile, answer] of answers) check(profile, answer, undefined);
  });

  test('and it is a question that tells them apart', () => {
    const [...answers] = alone.values();
    expect(new Set(answers).size).toBeGreaterThan(3);
    expect(answers.some((answer) => answer.startsWith('200 '))).toBe(true);
  });
});
