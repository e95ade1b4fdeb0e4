import { auditServer } from 'graphql-http';
import { expect, test } from 'vitest';
import { demoGateway } from '../fixtures/gateway.ts';

const gateway = await demoGateway();

test('every audit of GraphQL over HTTP passes against the whole gateway', async () => {
  const authorization = `Bearer ${await gateway.token('support')}`;
  const fetchFn: typeof fetch = (url, init) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', authorization);
    return fetch(url, { ...init, headers });
  };
  const results = await auditServer({ url: gateway.url, fetchFn });
  const failed = results.filter((result) => result.status !== 'ok');
  expect(failed.map((result) => `${result.id} ${result.name}: ${'reason' in result ? result.reason : ''}`)).toEqual([]);
  expect(results).toHaveLength(61);
});
