import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Classified } from '../../plugins/classification/discover/facts.ts';
import { folder, scrim } from '../flow/cli-world.ts';

const description = {
  openapi: '3.0.3',
  components: {
    schemas: {
      Person: {
        type: 'object',
        properties: { firstName: { type: 'string' }, born: { type: 'string', format: 'date' } },
      },
      Customer: {
        allOf: [
          { $ref: '#/components/schemas/Person' },
          {
            properties: {
              id: { type: 'integer' },
              f1: { type: ['string', 'null'], description: 'mobile number' },
              active: { type: 'boolean' },
              self: { $ref: '#/components/schemas/Customer' },
            },
          },
        ],
      },
      Circle: { allOf: [{ $ref: '#/components/schemas/Circle' }] },
      Product: { properties: { name: { type: 'string' } } },
    },
  },
};

test('the schemas of an API are classified as tables are, those that they are made of included', async () => {
  const path = join(await folder(), 'api.json');
  await writeFile(path, JSON.stringify(description));
  const { stdout, code } = await scrim(['discover', path, '--json']);
  expect(code).toBe(0);
  const found = JSON.parse(stdout) as readonly Classified[];
  const of = (table: string, column: string) => found.find((one) => one.table === table && one.column === column);
  expect(of('Customer', 'firstName')).toMatchObject({ pii: true, semantic: 'given-name' });
  expect(of('Customer', 'born')).toMatchObject({ pii: true, semantic: 'birth-date' });
  expect(of('Customer', 'f1')).toMatchObject({ pii: true, semantic: 'phone' });
  expect(of('Customer', 'id')).toMatchObject({ pii: false });
  expect(of('Product', 'name')).toMatchObject({ pii: false });
});

test('a server that redirects, is no API or is not there is told apart from one that answers', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/away') response.writeHead(302, { location: '/api' }).end();
    else response.end(request.url === '/api' ? JSON.stringify(description) : '{"hello": "canary"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const at = (path: string): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  expect(await scrim(['discover', at('/api'), '--json'])).toMatchObject({ code: 0 });
  // It has schemas, and says nothing of how they are read.
  expect(await scrim(['discover', at('/api')])).toMatchObject({ code: 1, stdout: '' });
  for (const path of ['/away', '/other', '/none.json']) {
    const { code, stderr } = await scrim(['discover', at(path), '--json']);
    expect({ code, told: stderr.includes('canary') }).toEqual({ code: 1, told: false });
  }
});
