import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftOf } from '../../gateway/discover/draft/draft.ts';
import type { StoredColumn, StoredTable } from '../../gateway/discover/stored.ts';
import { classify } from '../../plugins/classification/discover/classify.ts';
import { valueTypes } from '../../plugins/classification/discover/facts.ts';
import { readCatalogue } from '../../schema/catalogue/read.ts';
import { rules } from './world.ts';

const book = await rules();

/** Names that collide, are reserved, are words of YAML or of GraphQL, or are no names at all. */
const names = fc.oneof(
  fc.constantFrom(
    ...[
      'id',
      'ID',
      'user',
      'users',
      'User',
      'user_id',
      'order',
      'orders',
      'Query',
      'Node',
      'node',
      'viewer',
      'PageInfo',
      'and',
      'not',
      'no',
    ],
    ...[
      'yes',
      'null',
      'true',
      'on',
      'y',
      'N',
      '客户',
      '编号',
      '客户编号',
      'customer_id',
      'customer',
      'person',
      'String',
      'DateTime',
      'int',
    ],
    ...[
      'StringFilter',
      'user_connection',
      'user_filter',
      'user_order_by',
      '__x',
      '_',
      '1st',
      'a-b',
      'a b',
      'select',
      'status',
      'news',
      'x'.repeat(63),
    ],
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
);

const column = (key: string): fc.Arbitrary<StoredColumn> =>
  fc.record({
    name: fc.constant(key),
    type: fc.constantFrom(...valueTypes),
    sqlType: fc.constantFrom(
      'integer',
      'bigint',
      'text',
      'uuid',
      'numeric(10,2)',
      'timestamp',
      'bytea',
      'int(11) unsigned',
      'text[]',
      'polygon',
      'money',
    ),
    nullable: fc.boolean(),
    ...{ comment: fc.string({ unit: 'grapheme' }) },
  });

const table = fc.uniqueArray(names, { minLength: 1, maxLength: 6 }).chain((columns) =>
  fc.record({
    name: names,
    schema: fc.constantFrom('public', 'other', 'wei rd'),
    kind: fc.constantFrom('table' as const, 'view' as const),
    comment: fc.string({ unit: 'grapheme' }),
    columns: fc.tuple(...columns.map(column)),
    primaryKey: fc.subarray(columns, { maxLength: Math.min(2, columns.length) }),
    unique: fc.subarray(columns, { maxLength: 1 }),
    labels: fc.array(fc.oneof(fc.constantFrom('A', 'NO', 'true', 'not so'), fc.string()), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
);

const store = fc.array(table, { minLength: 1, maxLength: 6 }).map((tables): readonly StoredTable[] => {
  const keyed = tables.map(({ labels, ...one }, at) => {
    const columns = one.columns.map((each, n) => (n === 1 ? { ...each, labels: [...new Set(labels)] } : each));
    return { ...one, key: `${one.schema}.${one.name}.${at}`, columns, foreignKeys: [] };
  });
  // Each table leads to the next one by its last column, a circle in the end.
  return keyed.map((one, at): StoredTable => {
    const to = keyed[(at + 1) % keyed.length];
    const via = one.columns.at(-1)?.name;
    const key = to?.primaryKey[0];
    return to && via !== undefined && key !== undefined
      ? { ...one, foreignKeys: [{ columns: [via], to: to.key, toColumns: [key] }] }
      : one;
  });
});

test('whatever a store holds, its draft is a catalogue without an error', () => {
  fc.assert(
    fc.property(store, (tables) => {
      const { text, entities } = draftOf(book, tables, classify(book, tables), { store: 'main', usual: 'public' });
      const read = readCatalogue(text, 'catalogue.yaml');
      const errors = entities.length === 0 ? [] : read.findings.filter(({ severity }) => severity === 'error');
      expect(errors).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
