import {
  buildClientSchema,
  getIntrospectionQuery,
  type GraphQLSchema,
  type IntrospectionQuery,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { expect, test } from 'vitest';
import { leakGateway, type Reply } from './gateway.ts';
import type { PersonaName } from './personas.ts';

/** The names of a schema: types, fields, arguments, input fields, enum values. */
function namesOf(schema: GraphQLSchema): ReadonlySet<string> {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  return new Set(
    types.flatMap((type) => {
      if (isEnumType(type)) return [type.name, ...type.getValues().map(({ name }) => `${type.name}.${name}`)];
      if (isInputObjectType(type))
        return [type.name, ...Object.keys(type.getFields()).map((name) => `${type.name}.${name}`)];
      if (!isObjectType(type)) return [type.name];
      const fields = Object.values(type.getFields());
      return [
        type.name,
        ...fields.flatMap(({ name, args }) => [
          `${type.name}.${name}`,
          ...args.map((arg) => `${type.name}.${name}(${arg.name})`),
        ]),
      ];
    }),
  );
}

async function introspected(persona: PersonaName): Promise<{ readonly schema: GraphQLSchema; readonly reply: Reply }> {
  const reply = await (await leakGateway('a')).ask(
    persona,
    getIntrospectionQuery({
      descriptions: true,
      schemaDescription: true,
      specifiedByUrl: true,
      inputValueDeprecation: true,
    }),
    { purpose: null },
  );
  return { schema: buildClientSchema(reply.data as unknown as IntrospectionQuery), reply };
}

test('leak 9: introspection shows what one may use, and nothing of what others may', async () => {
  const all = namesOf((await introspected('chief')).schema);
  const seen = namesOf((await introspected('clerk')).schema);
  const hidden = [...all].filter((name) => !seen.has(name));
  expect([...seen].filter((name) => !all.has(name))).toEqual([]);
  expect(hidden).toEqual(
    expect.arrayContaining([
      'Vault',
      'VaultGrade',
      'VaultFilter',
      'PersonMood',
      'Person.mood',
      'Person.secretCode',
      'Person.vaults',
      'Query.vaults',
      'Query.vault',
      'Parcel.total',
      'Memo.agent',
    ]),
  );
  expect(hidden).toEqual(
    expect.arrayContaining([
      'PersonFilter.secretCode',
      'PersonFilter.phone',
      'PersonFilter.nationalId',
      'PersonFilter.vaults',
      'PersonOrderBy.phone',
      'PersonOrderBy.secretCode',
    ]),
  );
  expect([...seen].filter((name) => /vault|secret|mood|agent/i.test(name))).toEqual([]);
});

test('leak 9: who may see nothing is told of nothing but themselves', async () => {
  const { schema } = await introspected('nobody');
  expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toEqual(['viewer']);
});

test('leak 12: no description, default or other text of a schema names what is hidden', async () => {
  for (const persona of ['clerk', 'courier', 'panel', 'birch', 'nobody'] as const) {
    const { reply } = await introspected(persona);
    expect(reply.text).not.toMatch(/vault|secret|mood|SUNNY|STEEL|code_hidden|tel_raw|crm|shop\b/i);
  }
});

test('leak 13: an enum that is hidden has no values, and an unknown value is not answered with the known ones', async () => {
  const { ask } = await leakGateway('a');
  for (const [query, variables] of [
    ['{ memos(filter: { kind: { eq: GRIEVANCES } }) { nodes { id } } }', {}],
    ['query($f: MemoFilter) { memos(filter: $f) { nodes { id } } }', { f: { kind: { eq: 'GRIEVANCES' } } }],
    ['{ memos(orderBy: [{ id: UP }]) { nodes { id } } }', {}],
  ] as const) {
    const { status, text } = await ask('clerk', query, { variables });
    expect(status).toBe(400);
    expect(text).not.toMatch(/PRAISE|GRIEVANCE\b|ASC|DESC/);
  }
});

test('leak 10: nothing that is misspelt is answered with a name', async () => {
  const { ask } = await leakGateway('a');
  const queries = [
    '{ people { nodes { secretCod phon emai } } }',
    '{ peopl { nodes { id } } vaul { id } vaultss { nodes { id } } }',
    '{ people(filte: {}, firs: 1) { nodes { id } } }',
    '{ people(filter: { brnch: { eq: "x" }, id: { eqq: "x" } }) { nodes { id } } }',
    '{ people(orderBy: [{ twn: ASC }]) { nodes { id } } }',
    'query($f: PersonFilte) { people(filter: $f) { nodes { id } } }',
    '{ node(id: "x") { ... on Persn { id } ... on Valt { id } } }',
    '{ people { nodes { id @includ(if: true) } } }',
  ];
  for (const persona of ['clerk', 'courier', 'chief'] as const) {
    for (const query of queries) {
      const { body } = await ask(persona, query);
      // The parent of what is misspelt was written by the client: it may be named, before `has no`.
      const texts = (body.errors ?? []).map(({ message }) => message.replace(/^`\w+` has no/, '')).join('\n');
      expect(texts).not.toMatch(
        /did you mean|`(secretCode|phone|email|people|vaults|filter|first|branch|town|PersonFilter|include)`/i,
      );
    }
  }
});
