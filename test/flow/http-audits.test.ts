import { auditServer } from 'graphql-http';
import { afterAll, expect, test } from 'vitest';
import { openWorld } from './http-world.ts';

const world = await openWorld();
afterAll(() => world.server.close(1000));

test('every audit of GraphQL over HTTP passes', async () => {
  const results = await auditServer({ url: world.url });
  const failed = results.filter((result) => result.status !== 'ok');
  expect(failed.map((result) => `${result.id} ${result.name}: ${'reason' in result ? result.reason : ''}`)).toEqual([]);
  expect(results).toHaveLength(61);
});
