import { expect, test } from 'vitest';
import { type Asking, leakGateway, type Reply, steady } from './gateway.ts';
import type { PersonaName } from './personas.ts';

interface Place {
  readonly persona: PersonaName;
  /** A name that others may use. */
  readonly hidden: string;
  readonly query: (name: string) => string;
  readonly variables?: (name: string) => Asking['variables'];
}

const byName =
  (query: string): Place['query'] =>
  (name) =>
    query.replaceAll('X', name);
const filterVariable: Pick<Place, 'query'> = {
  query: () => 'query($f: PersonFilter) { people(filter: $f) { nodes { id } } }',
};

const places: Readonly<Record<string, Place>> = {
  'a field': { persona: 'clerk', hidden: 'secretCode', query: byName('{ people { nodes { id X } } }') },
  'a field with a selection': { persona: 'clerk', hidden: 'mood', query: byName('{ people { nodes { X { id } } } }') },
  'a field with an argument': {
    persona: 'clerk',
    hidden: 'secretCode',
    query: byName('{ people { nodes { X(first: 1) } } }'),
  },
  'a relation': {
    persona: 'clerk',
    hidden: 'vaults',
    query: byName('{ people { nodes { X(first: 1, filter: { id: { eq: "Vault:1" } }) { nodes { id } } } } }'),
  },
  'a root': {
    persona: 'clerk',
    hidden: 'vaults',
    query: byName('{ X(first: 2) { nodes { id contents } totalCount } }'),
  },
  'a root by id': { persona: 'courier', hidden: 'memo', query: byName('{ X(id: "Memo:1") { id } }') },
  'a root that looks up': {
    persona: 'courier',
    hidden: 'personLookup',
    query: byName('{ X(by: { phone: "1" }) { id } }'),
  },
  'a count': { persona: 'courier', hidden: 'totalCount', query: byName('{ people { X } }') },
  'a filter key': {
    persona: 'clerk',
    hidden: 'secretCode',
    query: byName('{ people(filter: { X: { eq: "1" } }) { nodes { id } } }'),
  },
  'a filter key of an enum': {
    persona: 'clerk',
    hidden: 'mood',
    query: byName('{ people(filter: { X: { eq: SUNNY } }) { nodes { id } } }'),
  },
  'a filter key of a masked field': {
    persona: 'clerk',
    hidden: 'phone',
    query: byName('{ people(filter: { X: { startsWith: "+86" } }) { nodes { id } } }'),
  },
  'a filter key behind a relation': {
    persona: 'clerk',
    hidden: 'secretCode',
    query: byName('{ memos(filter: { person: { X: { eq: "1" } } }) { nodes { id } } }'),
  },
  'a filter key behind a back reference': {
    persona: 'clerk',
    hidden: 'secretCode',
    query: byName(
      '{ people(filter: { referrer: { referred: { some: { not: { X: { isNull: true } } } } } }) { nodes { id } } }',
    ),
  },
  'a relation in a filter': {
    persona: 'clerk',
    hidden: 'vaults',
    query: byName('{ people(filter: { X: { some: {} } }) { nodes { id } } }'),
  },
  'an operator': {
    persona: 'panel',
    hidden: 'startsWith',
    query: byName('{ people(filter: { phone: { X: "+86" } }) { nodes { id } } }'),
  },
  'a key of an order': {
    persona: 'clerk',
    hidden: 'secretCode',
    query: byName('{ people(orderBy: [{ X: ASC }]) { nodes { id } } }'),
  },
  'a key of a lookup': { persona: 'clerk', hidden: 'email', query: byName('{ personLookup(by: { X: "1" }) { id } }') },
  'a type in a fragment': {
    persona: 'clerk',
    hidden: 'Vault',
    query: byName('{ node(id: "Vault:8000") { ... on X { contents } } }'),
  },
  'a type in a named fragment': {
    persona: 'clerk',
    hidden: 'Vault',
    query: byName('fragment F on X { id } { node(id: "1") { ...F } }'),
  },
  'a type of a variable': { persona: 'clerk', hidden: 'VaultFilter', query: byName('query($v: X) { viewer { id } }') },
  'an enum of a variable': {
    persona: 'clerk',
    hidden: 'PersonMood',
    query: byName('query($v: [X!]!) { people(filter: $v) { nodes { id } } }'),
  },
  'an output type of a variable': {
    persona: 'clerk',
    hidden: 'Vault',
    query: byName('query($v: X) { viewer { id } }'),
  },
  '__type(name:)': {
    persona: 'clerk',
    hidden: 'Vault',
    query: byName('{ __type(name: "X") { name kind fields { name } } }'),
  },
  '__type(name:) of an enum': {
    persona: 'clerk',
    hidden: 'VaultGrade',
    query: byName('{ __type(name: "X") { name enumValues { name } } }'),
  },
  'a filter key in a variable': {
    persona: 'clerk',
    hidden: 'secretCode',
    ...filterVariable,
    variables: (name) => ({ f: { [name]: { eq: '1' } } }),
  },
  'a nested filter key in a variable': {
    persona: 'clerk',
    hidden: 'secretCode',
    ...filterVariable,
    variables: (name) => ({ f: { or: [{ referrer: { [name]: { eq: '1' } } }] } }),
  },
  'an operator in a variable': {
    persona: 'panel',
    hidden: 'startsWith',
    ...filterVariable,
    variables: (name) => ({ f: { phone: { [name]: '1' } } }),
  },
  'a key of an order in a variable': {
    persona: 'clerk',
    hidden: 'secretCode',
    query: () => 'query($o: [PersonOrderBy!]) { people(orderBy: $o) { nodes { id } } }',
    variables: (name) => ({ o: [{ [name]: 'ASC' }] }),
  },
  'the type of an id': {
    persona: 'clerk',
    hidden: 'Vault',
    query: () => 'query($i: ID!) { node(id: $i) { id } }',
    variables: (name) => ({ i: `${name}:8000` }),
  },
};

/** A name of the same length that nobody has. */
const never = (name: string): string => `${name.slice(0, -2)}${name.endsWith('qq') ? 'zz' : 'qq'}`;

test.each(Object.entries(places))('leak 11: what is hidden answers like what never was: %s', async (_, place) => {
  const { ask } = await leakGateway('a');
  const asked = async (name: string): Promise<Reply> => {
    const variables = place.variables?.(name);
    return ask(place.persona, place.query(name), variables ? { variables } : {});
  };
  const [hidden, other] = [await asked(place.hidden), await asked(never(place.hidden))];
  expect(steady(other).replaceAll(never(place.hidden), place.hidden)).toBe(steady(hidden));
  expect(hidden.body.data?.people ?? hidden.body.data?.vaults ?? null).toBeNull();
  // It is hidden, not misspelt here: the chief has it.
  const chief = await ask(
    'chief',
    place.query(place.hidden),
    place.variables ? { variables: place.variables(place.hidden) ?? {} } : {},
  );
  expect(steady(chief)).not.toBe(steady(hidden));
});

test('leak 11: a purpose that one may not declare is refused without listing those of others', async () => {
  const { ask } = await leakGateway('a');
  for (const purpose of ['study', 'everything', 'nonesuch']) {
    const { status, body } = await ask('clerk', '{ people { nodes { id } } }', { purpose });
    expect([status, body.data]).toEqual([403, undefined]);
    expect(body.errors?.[0]?.extensions.purposes).toEqual(['archive', 'service']);
    expect(body.errors?.[0]?.message.replace(purpose, '')).not.toMatch(/study|everything/);
  }
});
