import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoFolder } from '../../gateway/cli/demo-folder.ts';
import { isUsable, loadConfiguration } from '../../gateway/config/load.ts';
import { demoKey, mintToken } from '../../gateway/identify/demo-issuer.ts';
import { partnersIssuer } from '../fixtures/demo-issuers.ts';
import { createLog } from '../../gateway/observe/log.ts';
import { createMetrics } from '../../gateway/observe/metrics.ts';
import { type Running, start } from '../../gateway/start.ts';
import type { Body } from '../cases/gateway.ts';
import { fillFromTemplate } from '../fixtures/demo-template.ts';

const clock = { now: '2099-12-31T23:00:00Z' };
const data = mkdtempSync(join(tmpdir(), 'scrim-end-'));
let running: Running;
let token: string;

beforeAll(async () => {
  await fillFromTemplate(data);
  const environment = { SCRIM_DATA: data, PORT: '0' };
  const configuration = await loadConfiguration(demoFolder, environment);
  if (!isUsable(configuration)) throw new Error('the demo is not usable');
  running = await start(configuration, {
    environment,
    pid: process.pid,
    clock: () => new Date(clock.now),
    now: () => performance.now(),
    random: (bytes) => randomBytes(bytes),
    log: createLog(() => new Date(), new PassThrough().resume()),
    metrics: createMetrics({ process: false }),
    progress: () => undefined,
  });
  token = await mintToken({
    key: await demoKey(data, partnersIssuer),
    issuer: partnersIssuer,
    audience: 'scrim',
    subject: 'a partner at the turn of a century',
    roles: [],
    partner: 'acme',
    lifetime: 7200,
    now: Date.parse(clock.now) / 1000,
  });
}, 60_000);

afterAll(async () => {
  await running.close(1000);
  rmSync(data, { recursive: true, force: true });
});

async function ask(
  moment: string,
  query: string,
  variables = {},
): Promise<{ readonly status: number; readonly body: Body }> {
  clock.now = moment;
  const response = await fetch(`http://127.0.0.1:${running.port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      authorization: `Bearer ${token}`,
      'scrim-purpose': 'parcel-delivery',
    },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

test('an agreement that ends takes its cached plans, cursors and ids along, in that second and for a token that is still good', async () => {
  const list = 'query ($after: String) { orders(first: 2, after: $after) { nodes { id } pageInfo { endCursor } } }';
  const before = await ask('2099-12-31T23:59:58Z', list);
  expect(before.status).toBe(200);
  const again = await ask('2099-12-31T23:59:59Z', list);
  expect(again.body.data).toMatchObject({
    orders: { nodes: (before.body.data as { orders: { nodes: unknown } }).orders.nodes },
  });
  const { nodes, pageInfo } = (
    again.body.data as {
      readonly orders: {
        readonly nodes: readonly { readonly id: string }[];
        readonly pageInfo: { readonly endCursor: string };
      };
    }
  ).orders;

  for (const [query, variables] of [
    [list, {}],
    [list, { after: pageInfo.endCursor }],
    ['query ($id: ID!) { order(id: $id) { id } }', { id: nodes[0]?.id }],
    ['{ viewer { id } }', {}],
    ['{ __schema { queryType { name } } }', {}],
    ['{ nonsense', {}],
  ] as const) {
    const after = await ask('2100-01-01T00:00:00Z', query, variables);
    expect(after.status, query).toBe(403);
    expect(
      after.body.errors?.map((error) => error.extensions?.code),
      query,
    ).toEqual(['AGREEMENT_EXPIRED']);
    expect(after.body.data ?? null).toBeNull();
    expect(JSON.stringify(after.body)).not.toContain('Only to deliver');
  }
});
