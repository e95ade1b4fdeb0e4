import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadConfiguration } from '../../gateway/config/load.ts';
import { apiOf } from '../../gateway/discover/openapi/describe-api.ts';
import { printStore } from '../../gateway/discover/openapi/print-store.ts';
import { tablesOf } from '../../gateway/discover/openapi/tables.ts';
import { restOptions } from '../../gateway/stores/rest/options.ts';
import { folder, scrim } from '../flow/cli-world.ts';
import { described } from './described.ts';

const from = 'https://crm.example.com/docs/openapi.json';
const optionsOf = (document: unknown, at = from) => {
  const text = ['stores:', ...printStore(apiOf(document, at), 'crm', 'CRM').lines].join('\n');
  const { stores } = parse(
    text.replaceAll(
      /\$\{(\w+)(?::-([^}]*))?\}/g,
      (_, name: string, usual?: string) => usual ?? (name === 'CRM_API' ? 'https://x.example' : 'x'),
    ),
  ) as {
    stores: { crm: unknown };
  };
  return restOptions.parse(stores.crm);
};

test('what an API lists becomes resources: how they are paged, found by their key and filtered is guessed', () => {
  const { resources, url, authorization, scan } = optionsOf(described);
  expect({ url, authorization, scan }).toEqual({
    url: 'https://crm.example.com/api/v2',
    authorization: { by: 'header', name: 'Authorization', value: 'Bearer x' },
    scan: true,
  });
  expect(Object.keys(resources)).toEqual(['contacts', 'accounts', 'deals']);
  expect(resources['contacts']).toMatchObject({
    key: 'id',
    list: {
      path: '/contacts',
      items: '/data',
      total: '/meta/total',
      paging: { by: 'page', page: 'page', first: 1, size: 'per_page', items: 2, more: '/meta/more' },
    },
    byId: { path: '/contacts/{key}', item: '/data' },
    fields: {
      email: { filters: { eq: 'email' } },
      address_street: { at: '/address/street' },
      account_id: { at: '/account/id' },
      x_note: { at: '/x-note' },
    },
  });
  expect(Object.keys(resources['contacts']?.fields ?? {})).not.toContain('secret');
  expect(resources['accounts']?.list.paging).toEqual({ by: 'none' });
  expect(resources['deals']?.list.paging).toMatchObject({ by: 'offset', offset: 'offset', size: 'limit', items: 3 });
});

const pages = (parameters: readonly string[], beside: object) =>
  optionsOf({
    ...described,
    paths: {
      '/contacts': {
        get: {
          parameters: parameters.map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
          responses: {
            200: {
              content: {
                'application/json': {
                  schema: {
                    properties: {
                      results: { type: 'array', items: { $ref: '#/components/schemas/Contact' } },
                      ...beside,
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  }).resources['contacts']?.list.paging;

test.each([
  [['cursor', 'limit'], { next_cursor: { type: 'string' } }, { by: 'token', token: 'cursor', next: '/next_cursor' }],
  [['pageSize'], { links: { properties: { next: { type: 'string' } } } }, { by: 'link', next: '/links/next' }],
  [['skip', 'take'], {}, { by: 'offset', offset: 'skip', size: 'take', items: 50 }],
  [['pageNo'], { hasMore: { type: 'boolean' } }, { by: 'page', page: 'pageNo', more: '/hasMore' }],
  [['q'], {}, { by: 'none' }],
])('parameters %j beside %j are pages', (parameters, beside, paging) => {
  expect(pages(parameters, beside)).toMatchObject(paging);
});

test('what cannot be listed is said with the reason, and Swagger 2 is read as well', () => {
  expect(apiOf(described, from).unread).toEqual([
    { what: '/keyless', why: 'none of the properties of its records is their key' },
    { what: '/accounts/{id}/notes', why: 'its path wants a value before anything is listed' },
  ]);
  const schema = { type: 'array', items: { $ref: '#/definitions/Pet' } };
  const old = {
    swagger: '2.0',
    host: 'api.example.com',
    basePath: '/v1',
    schemes: ['http', 'https'],
    securityDefinitions: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    definitions: { Pet: { properties: { petId: { type: 'integer' }, name: { type: 'string' } } } },
    paths: { '/pets': { get: { responses: { 200: { schema } } } } },
  };
  expect(optionsOf(old)).toMatchObject({
    url: 'https://api.example.com/v1',
    authorization: { by: 'header', name: 'X-Key' },
    resources: { pets: { key: 'petId' } },
  });
});

test('a description of any form is read without a fault, circles and strange references included', () => {
  const reference = fc.constantFrom(
    '#/components/schemas/A',
    '#/components/schemas/__proto__',
    '#/%zz',
    'x.yaml#/a',
    '#',
  );
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.record({ $ref: reference }),
      fc.record({ type: fc.constantFrom('string', 'integer', 'object', ['null', 'array'], 7) }),
      fc.record({ type: fc.constant('array'), items: tie('node') }),
      fc.record({
        allOf: fc.array(tie('node'), { maxLength: 2 }),
        properties: fc.dictionary(fc.string(), tie('node'), { maxKeys: 3 }),
      }),
      fc.jsonValue(),
    ),
  }));
  const listed = fc
    .dictionary(fc.string(), node, { maxKeys: 3 })
    .map((more) => ({ type: 'array', items: { properties: { ...more, id: { type: 'integer' } } } }));
  const documents = fc.record({
    servers: fc.array(fc.record({ url: fc.oneof(fc.webUrl(), fc.string()) }), { maxLength: 1 }),
    components: fc.record({ schemas: fc.dictionary(fc.constantFrom('A', 'B', '__proto__'), node) }),
    paths: fc.dictionary(
      fc.oneof(fc.constant('/a'), fc.webPath(), fc.string()),
      fc.record({
        get: fc.record({
          parameters: fc.array(fc.record({ name: fc.string(), in: fc.constant('query'), schema: node }), {
            maxLength: 2,
          }),
          responses: fc.record({
            200: fc.record({
              content: fc.record({ 'application/json': fc.record({ schema: fc.oneof(listed, node) }) }),
            }),
          }),
        }),
      }),
      { maxKeys: 3 },
    ),
  });
  let read = 0;
  fc.assert(
    fc.property(documents, (document) => {
      const api = apiOf(document, from);
      expect(tablesOf(document)).toBeDefined();
      if (api.resources.length === 0) return;
      read += 1;
      expect(Object.keys(optionsOf(document).resources)).toEqual(api.resources.map(({ table }) => table.name));
    }),
    { numRuns: 100 },
  );
  expect(read).toBeGreaterThan(10);
});

test('a draft of an API is a catalogue, and its drift is told by the names of gateway.yaml', async () => {
  const here = await folder();
  const path = join(here, 'crm.json');
  const config = join(here, 'config');
  await writeFile(path, JSON.stringify(described));
  expect(await scrim(['discover', path, '--out', config, '--store', 'crm'])).toMatchObject({ code: 0 });
  expect(await readFile(join(config, 'stores.yaml'), 'utf8')).toContain('CRM_TOKEN');
  const { catalogue, findings } = await loadConfiguration(config, {});
  expect(findings.filter(({ file }) => file.endsWith('catalogue.yaml'))).toEqual([]);
  expect(catalogue?.entities.get('Contact')).toMatchObject({ subject: [], key: { column: 'id', type: 'bigint' } });
  expect(catalogue?.entities.get('Contact')?.relations.get('account')).toMatchObject({
    to: 'Account',
    via: 'account_id',
  });
  expect(catalogue?.entities.get('Deal')?.subject).toEqual(['contact']);

  const drift = ['discover', path, '--drift', '--config', config, '--json'];
  expect(await scrim(drift)).toMatchObject({ code: 0, stdout: '[]\n' });
  const { Contact, ...schemas } = described.components.schemas;
  const { email: _, ...properties } = (Contact as { properties?: Record<string, unknown> }).properties ?? {};
  const changed = { ...Contact, properties: { ...properties, fax: { type: 'string' }, vip: { type: 'string' } } };
  await writeFile(path, JSON.stringify({ ...described, components: { schemas: { ...schemas, Contact: changed } } }));
  const { code, stdout } = await scrim(drift);
  expect(code).toBe(1);
  const found = JSON.parse(stdout) as readonly { change: string; table: string; column: string; classified?: object }[];
  expect(found.map(({ change, table, column }) => [change, table, column])).toEqual([
    ['gone', 'contacts', 'email'],
    ['new', 'contacts', 'fax'],
    ['changed', 'contacts', 'vip'],
  ]);
  expect(found[1]?.classified).toMatchObject({ pii: true, semantic: 'phone' });
});
