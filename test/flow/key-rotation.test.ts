import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoFolder } from '../../gateway/cli/demo-folder.ts';
import { fillFromTemplate } from '../fixtures/demo-template.ts';
import { gatewayOn, type TestGateway } from '../fixtures/gateway.ts';

const home = mkdtempSync(join(tmpdir(), 'scrim-rotation-'));
const [folder, data] = [join(home, 'rules'), join(home, 'data')];
let gateway: TestGateway;

beforeAll(async () => {
  cpSync(demoFolder, folder, { recursive: true });
  await fillFromTemplate(data);
  gateway = await gatewayOn(folder, data);
});
afterAll(async () => {
  await gateway.running.close(0);
  rmSync(home, { recursive: true });
});

const ask = async (
  query: string,
  variables = {},
): Promise<readonly { readonly id: string; readonly phone: string }[]> => {
  const { body } = await gateway.ask('analyst', 'analytics', query, variables);
  const { customers } = (body.data ?? {}) as { readonly customers?: { readonly nodes: [] } };
  return customers?.nodes ?? [];
};
const list = '{ customers(first: 5) { nodes { id phone } } }';
const byPhone = 'query($p: [String!]!) { customers(filter: { phone: { in: $p } }) { nodes { id phone } } }';
const byId = 'query($i: [ID!]!) { customers(filter: { id: { in: $i } }) { nodes { id phone } } }';

/** Puts a new root key in front of the one that is there. */
async function rotate(): Promise<void> {
  await gateway.running.close(0);
  writeFileSync(join(home, 'second.key'), createHash('sha256').update('a second key of a test').digest('hex'), {
    mode: 0o600,
  });
  const path = join(folder, 'gateway.yaml');
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(/^keys:\n/m, `keys:\n  - { id: k2, file: ${join(home, 'second.key')} }\n`),
  );
  gateway = await gatewayOn(folder, data);
}

test('after a rotation what a recipient kept still finds the same records, and what they are given is new', async () => {
  const before = await ask(list);
  expect(before).toHaveLength(5);
  const phones = before.map(({ phone }) => phone);
  const ids = before.map(({ id }) => id);
  await rotate();
  const found = await ask(byPhone, { p: phones });
  expect(found).toHaveLength(5);
  const fresh = await ask(byId, { i: ids });
  expect(new Set(fresh.map(({ phone }) => phone))).toEqual(new Set(found.map(({ phone }) => phone)));
  for (const { id, phone } of fresh) {
    expect(ids).not.toContain(id);
    expect(phones).not.toContain(phone);
  }
  // Each by itself, old and new, names one record and the same.
  for (const [at, phone] of phones.entries()) {
    const [old] = await ask('query($p: String!) { customers(filter: { phone: { eq: $p } }) { nodes { id phone } } }', {
      p: phone,
    });
    const [one] = await ask(byId, { i: [ids[at]] });
    expect(old).toEqual(one);
  }
});
