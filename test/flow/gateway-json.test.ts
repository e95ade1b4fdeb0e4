import { randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { isUsable, loadConfiguration } from '../../gateway/config/load.ts';
import { demoKey, mintToken, personasOf } from '../../gateway/identify/demo-issuer.ts';
import { createLog } from '../../gateway/observe/log.ts';
import { createMetrics } from '../../gateway/observe/metrics.ts';
import { start } from '../../gateway/start.ts';
import { fillFromTemplate } from '../fixtures/demo-template.ts';
import { changedDemo, folder, instead } from './cli-world.ts';

/** The demo with its amounts as JSON, asked as customer service. */
async function asked(query: string): Promise<string> {
  const data = await folder();
  await fillFromTemplate(data);
  const config = await changedDemo({
    'catalogue.yaml': (text) =>
      instead('total: { type: Decimal', 'total: { type: JSON')(instead('carrier: {', 'carrier: { type: JSON,')(text)),
    // The rule on carriers of the partner compares them.
    'policy.yaml': instead(', carrier: acme }', ' }'),
  });
  const environment = { SCRIM_DATA: data, PORT: '0' };
  const configuration = await loadConfiguration(config, environment);
  if (!isUsable(configuration)) throw new Error(JSON.stringify(configuration.findings));
  const running = await start(configuration, {
    environment,
    pid: process.pid,
    clock: () => new Date(),
    now: () => performance.now(),
    random: (bytes) => randomBytes(bytes),
    log: createLog(() => new Date(), new PassThrough()),
    metrics: createMetrics({ process: false }),
    progress: () => undefined,
  });
  onTestFinished(() => running.close(1000));
  const persona = personasOf(configuration.gateway.issuers).find(({ name }) => name === 'support');
  if (!persona) throw new Error('there is no such persona');
  const { subject, roles, claims, issuer } = persona;
  const [audience = ''] = issuer.audience;
  const now = Date.now() / 1000;
  const who = { subject, roles, claims, issuer: issuer.issuer, audience, lifetime: 60, now };
  const token = await mintToken({ key: await demoKey(data, issuer.issuer), ...who });
  const response = await fetch(`http://127.0.0.1:${running.port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'scrim-purpose': 'customer-support',
    },
    body: JSON.stringify({ query }),
  });
  return response.text();
}

test('what is JSON in a store is JSON in an answer, digit for digit', async () => {
  const text = await asked(`{
    orders(first: 50, filter: { carrier: { isNull: false } }) { nodes { total carrier } }
    none: orders(first: 5, filter: { carrier: { isNull: true } }) { nodes { carrier } }
    __type(name: "JSON") { kind specifiedByURL }
  }`);
  const totals = [...text.matchAll(/\{"total":([^,]*),"carrier":"[^"]+"\}/g)].map(([, total = '']) => total);
  expect(totals).toHaveLength(50);
  for (const total of totals) expect(total).toMatch(/^\d+\.\d\d$/);
  expect(totals.some((total) => total.endsWith('0'))).toBe(true);
  expect(text).toContain('"none":{"nodes":[{"carrier":null},');
  expect(text).toContain('"kind":"SCALAR","specifiedByURL":"https://www.rfc-editor.org/rfc/rfc8259"');
}, 30_000);
