import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { entityOf } from '../../schema/catalogue/catalogue.ts';
import { readCatalogue } from '../../schema/catalogue/read.ts';
import { caseFiles } from './case-file.ts';
import type { DemoGateway } from './gateway.ts';
import { coordinatesOf } from './reach.ts';
import { isOpenIn } from './reading.ts';
import { type Existing, existing } from './relation.ts';
import { tell } from './story.ts';
import { type Table, tableOf } from './table.ts';
import { type Truth, truthOf } from './truth.ts';

const read = readCatalogue(
  readFileSync(new URL('../../gateway/demo/catalogue.yaml', import.meta.url), 'utf8'),
  'catalogue.yaml',
);
if (!('catalogue' in read)) throw new Error('the catalogue of the demo is not usable');
const { catalogue } = read;

/** Every golden case, asked of a running demo. */
export function goldenCases(open: () => Promise<DemoGateway>): void {
  let gateway: DemoGateway;
  let truth: Truth;

  beforeAll(async () => {
    gateway = await open();
    truth = truthOf(catalogue, gateway.rows);
  }, 60_000);

  describe.each(caseFiles())('$who → $purpose ($name)', (file) => {
    let table: Table;
    let rows: Existing;
    beforeAll(() => {
      table = tableOf(file, catalogue, gateway, truth);
      rows = existing(file, catalogue, gateway, truth);
    });

    if (file.fields) {
      test('the table speaks of every field, relation, root and count of the catalogue', () => {
        expect(Object.keys(file.fields ?? {}).sort()).toEqual([...coordinatesOf(catalogue)].sort());
      });
      test.each(Object.entries(file.fields))('%s is $shows', async (coordinate) => table.check(coordinate), 30_000);
    }

    const named = Object.keys(file.rows ?? {});
    if (named.length > 0) {
      const relations = named.flatMap((name) => [...entityOf(catalogue, name).relations.values()]);
      const open = relations.filter((one) => isOpenIn(file)(`${one.from}.${one.name}`));
      test.each(named)('the rows of %s are those of the case, page by page', async (name) => rows.paged(name), 60_000);
      test.each(named)(
        'other rows of %s answer like none, however one asks',
        async (name) => rows.hidden(name),
        30_000,
      );
      test.each(open.map((one) => [one.from, one.name, one] as const))(
        '%s.%s leads to the rows of the case and no other',
        async (_, __, relation) => rows.joined(relation),
        60_000,
      );
    }

    for (const { name, steps } of file.cases ?? []) test(name, async () => tell(file, steps, gateway, truth), 30_000);
  });
}
