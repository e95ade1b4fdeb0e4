import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoFolder } from '../../gateway/cli/demo-folder.ts';
import { fillFromTemplate } from '../fixtures/demo-template.ts';
import { gatewayOn, type TestGateway } from '../fixtures/gateway.ts';
import { collect } from './ledger-fixtures.ts';
import { readEntries } from '../../gateway/ledger/read.ts';

const home = mkdtempSync(join(tmpdir(), 'scrim-quota-'));
const [folder, data] = [join(home, 'rules'), join(home, 'data')];
const quota = 6;
let gateway: TestGateway;
let known = '';

const open = async (): Promise<void> => {
  gateway = await gatewayOn(folder, data);
};
beforeAll(async () => {
  cpSync(demoFolder, folder, { recursive: true });
  const path = join(folder, 'policy.yaml');
  const policy = readFileSync(path, 'utf8').replace('{ times: 2000, per: day }', `{ times: ${quota}, per: month }`);
  writeFileSync(path, policy);
  await fillFromTemplate(data);
  await open();
  const [row] = await gateway.rows('select phone from crm.customers where phone is not null order by id limit 1');
  known = String(row?.['phone']);
});
afterAll(async () => {
  await gateway.running.close(0);
  rmSync(home, { recursive: true });
});

const query = 'query($p: String!) { customerLookup(by: { phone: $p }) { id } }';
const look = (p: string, persona = 'support', purpose = 'customer-support') =>
  gateway.ask(persona, purpose, query, { p });

test('a lookup is paid whether it finds anybody or not, and refused in the same words when nothing is left', async () => {
  const found = await look(known);
  expect(found.body.data).toMatchObject({ customerLookup: { id: expect.any(String) } });
  for (let n = 1; n < quota; n += 1) {
    const { status, body } = await look(`15499990${n}`);
    expect([status, body.data]).toEqual([200, { customerLookup: null }]);
  }
  const hit = await look(known);
  const miss = await look('154999911');
  for (const { status, body } of [hit, miss]) {
    expect(status).toBe(429);
    expect(body.data).toBeUndefined();
    expect(body.errors?.[0]).toMatchObject({ extensions: { code: 'BUDGET_EXHAUSTED' } });
  }
  expect(hit.body.errors).toEqual(miss.body.errors);
});

test('an answer to it says when to come again, and what asks for no lookup goes on', async () => {
  const headers = { authorization: `Bearer ${await gateway.token('support')}`, 'scrim-purpose': 'customer-support' };
  const response = await gateway.send({ query, variables: { p: known } }, headers);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  const list = await gateway.ask('support', 'customer-support', '{ customers(first: 1) { nodes { id } } }');
  expect(list.status).toBe(200);
});

test('what is used up stays used up when the gateway starts again, and neither the file nor the record holds who or what', async () => {
  await gateway.running.close(0);
  const folder = join(data, 'budgets');
  const book = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');
  expect(book).toContain('lookup roles.support');
  for (const told of [known, '15499990', 'customer-support']) expect(book).not.toContain(told);
  await open();
  expect((await look(known)).status).toBe(429);
  const entries = await collect(readEntries(join(data, 'ledger')));
  const refused = entries.filter(({ entry }) => 'codes' in entry && entry.codes?.includes('BUDGET_EXHAUSTED'));
  expect(refused.length).toBeGreaterThanOrEqual(4);
});
