import { expect, test } from 'vitest';
import { sources } from './sources.ts';

/** Where each library is at home: there it can be replaced or checked. */
const homes: Readonly<Record<string, readonly string[]>> = {
  '@envelop/core': ['gateway/use-scrim.ts'],
  '@electric-sql/pglite': ['gateway/stores/pglite-worker.ts'],
  '@graphql-yoga/render-graphiql': ['gateway/http/graphiql'],
  '@noble/ciphers': ['plugins/pseudonyms'],
  '@pothos/core': ['schema/graphql'],
  commander: ['gateway/cli'],
  graphql: ['schema/graphql', 'gateway'],
  'graphql-yoga': ['gateway/http', 'gateway/use-scrim.ts'],
  jose: ['gateway/identify'],
  'libphonenumber-js': ['plugins/masking/values/phone.ts'],
  'lru-cache': ['gateway', 'plugins/pseudonyms'],
  mysql2: ['gateway/stores/mariadb/driver.ts', 'gateway/cli/services'],
  oauth4webapi: ['gateway/stores/rest/tokens.ts'],
  pg: ['gateway/stores/postgres', 'gateway/ledger/pg-client.ts', 'gateway/cli/services', 'gateway/discover/postgres'],
  pino: ['gateway/observe'],
  'prom-client': ['gateway/observe'],
  yaml: ['schema/yaml.ts', 'schema/offsets.ts'],
  zod: ['schema', 'plugins', 'gateway/config', 'gateway/identify', 'gateway/ledger', 'gateway/stores'],
};

const nameOf = (specifier: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
const within = (path: string, room: string): boolean => path === room || path.startsWith(`${room}/`);

const used = sources
  .filter(({ path }) => !path.startsWith('test/'))
  .flatMap(({ path, libraries }) =>
    libraries.filter((name) => !name.startsWith('node:')).map((name) => ({ path, library: nameOf(name) })),
  );

test('a library is imported only where it is at home', () => {
  const wrong = used.filter(({ path, library }) => !homes[library]?.some((home) => within(path, home)));
  expect(wrong.map(({ path, library }) => `${path} imports ${library}`)).toEqual([]);
});

test('every home is lived in', () => {
  const empty = Object.entries(homes).flatMap(([library, rooms]) =>
    rooms
      .filter((room) => !used.some((one) => one.library === library && within(one.path, room)))
      .map((room) => `${library} in ${room}`),
  );
  expect(empty).toEqual([]);
});
