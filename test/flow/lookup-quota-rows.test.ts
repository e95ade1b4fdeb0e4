import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoFolder } from '../../gateway/cli/demo-folder.ts';
import { fillFromTemplate } from '../fixtures/demo-template.ts';
import { gatewayOn, type TestGateway } from '../fixtures/gateway.ts';

const home = mkdtempSync(join(tmpdir(), 'scrim-quota-rows-'));
const [folder, data] = [join(home, 'rules'), join(home, 'data')];
const lookup = `purposes: [customer-support]
        roots: [customers]
        lookup: [Customer.phone]
        clear: [Customer.id]
        reduced: [Customer.phone]`;
let gateway: TestGateway;
let known: readonly string[] = [];

beforeAll(async () => {
  cpSync(demoFolder, folder, { recursive: true });
  const path = join(folder, 'policy.yaml');
  const policy = readFileSync(path, 'utf8')
    .replace(
      'lookupQuota: { times: 2000, per: day }',
      'lookupQuota: { times: 3, per: month }\n        rows: { Customer: { country: CN } }',
    )
    .replace(
      /\n {2}fraud:\n/,
      `\n      - ${lookup}\n        lookupQuota: { times: 1000, per: month }\n        rows: { Customer: { country: DE } }\n$&`,
    );
  writeFileSync(path, policy);
  await fillFromTemplate(data);
  gateway = await gatewayOn(folder, data);
  const of = "select phone from crm.customers where phone is not null and country = 'CN' order by id limit 5";
  known = (await gateway.rows(of)).map((row) => String(row['phone']));
});
afterAll(async () => {
  await gateway.running.close(0);
  rmSync(home, { recursive: true });
});

test('the quota of one grant opens no rows of another: who looks up in the rows of both pays for both', async () => {
  const query = 'query($p: String!) { customerLookup(by: { phone: $p }) { id } }';
  const statuses: number[] = [];
  for (const p of known) statuses.push((await gateway.ask('support', 'customer-support', query, { p })).status);
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
});
