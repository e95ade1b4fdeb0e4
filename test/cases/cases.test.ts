import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCatalogue } from '../../schema/catalogue/read.ts';
import { demoGateway } from '../fixtures/gateway.ts';
import { caseFiles } from './case-file.ts';
import type { DemoGateway } from './gateway.ts';
import { coordinatesOf } from './reach.ts';
import { tell } from './story.ts';
import { type Table, tableOf } from './table.ts';
import { type Truth, truthOf } from './truth.ts';

const read = readCatalogue(
  readFileSync(new URL('../../gateway/demo/catalogue.yaml', import.meta.url), 'utf8'),
  'catalogue.yaml',
);
if (!('catalogue' in read)) throw new Error('the catalogue of the demo is not usable');
const { catalogue } = read;

let gateway: DemoGateway;
let truth: Truth;

beforeAll(async () => {
  gateway = await demoGateway();
  truth = truthOf(catalogue, gateway.rows);
}, 60_000);

describe.each(caseFiles())('$who → $purpose ($name)', (file) => {
  if (file.fields) {
    test('the table speaks of every field, relation, root and count of the catalogue', () => {
      expect(Object.keys(file.fields ?? {}).sort()).toEqual([...coordinatesOf(catalogue)].sort());
    });
    let table: Table;
    beforeAll(() => {
      table = tableOf(file, catalogue, gateway, truth);
    });
    test.each(Object.entries(file.fields))('%s is $shows', async (coordinate) => table.check(coordinate), 30_000);
  }
  for (const { name, steps } of file.cases ?? []) test(name, async () => tell(file, steps, gateway, truth), 30_000);
});
