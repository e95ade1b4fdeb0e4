import { describe, expect, test } from 'vitest';
import type { Expr, Row } from '../../gateway/statement.ts';
import { keyedHash } from '../../gateway/stores/sql/hash.ts';
import type { KeyType } from '../../schema/catalogue/catalogue.ts';
import type { Cell } from '../../schema/terms/field.ts';
import type { Subject } from './contract.ts';
import { by, column, compare, from, out, outColumn, param } from './tree.ts';

const order = column('o', 'id', 'key:bigint');
const big = compare(column('o', 'total', 'Decimal'), '>', param(1, 'Decimal'), 'Decimal');

const cases: readonly (readonly [type: KeyType, via: string, keys: readonly [string, string, string]])[] = [
  ['integer', 'person_id', ['1', '3', '77']],
  [
    'uuid',
    'person_ref',
    [
      '00000000-0000-0000-0000-000000000001',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
      '00000000-0000-0000-0000-00000000004d',
    ],
  ],
  ['text', 'person_code', ['c-1', '客-3', "'; drop table people; --"]],
];

/** Groups by key, counts, and the order by a keyed hash. */
export function groupContract(subject: Subject): void {
  describe('a group of rows', () => groups(subject));
  describe('a count', () => counts(subject));
  describe('a hash', () => hashes(subject));
}

function groups({ schema, read }: Subject): void {
  test.each(cases)(
    'is found for each key of type %s, in order and within its limit',
    async (type, via, [ann, li, none]) => {
      const each = { slot: 0, type, column: column('o', via, `key:${type}`) };
      const select = from(schema, 'orders', 'o', {
        each,
        columns: [outColumn(order)],
        where: big,
        orderBy: [by(order, 'key:bigint', 'desc')],
        limit: 2,
      });
      const rows = await read(select, [[ann, li, none, ann], '100', 2]);
      expect(rows).toHaveLength(4);
      expect(of(rows, ann)).toEqual([
        [ann, '18'],
        [ann, '15'],
      ]);
      expect(of(rows, li)).toEqual([
        [li, '20'],
        [li, '17'],
      ]);
    },
  );

  test('has all its rows without a limit, and none for a null', async () => {
    const each = { slot: 0, type: 'integer', column: column('o', 'person_id', 'key:integer') } as const;
    const select = from(schema, 'orders', 'o', {
      each,
      columns: [outColumn(order)],
      orderBy: [by(order, 'key:bigint')],
    });
    const rows = await read(select, [['3', '1', null]]);
    expect(of(rows, '1').map(([, key]) => key)).toEqual(['3', '6', '9', '12', '15', '18']);
    expect(rows).toHaveLength(13);
    expect(await read(select, [[]])).toEqual([]);
  });

  test('may be of a key at the other end of a hop, and have no columns', async () => {
    const people = { schema, table: 'people', alias: 'p' };
    const on = compare(column('p', 'id', 'key:integer'), '=', column('o', 'person_id', 'key:integer'), 'key:integer');
    const each = { slot: 0, type: 'text', column: column('p', 'code', 'key:text') } as const;
    const rows = await read(from(schema, 'orders', 'o', { joins: [{ source: people, on }], each, limit: 1 }), [
      ['客-3', 'C-1'],
      4,
    ]);
    expect(rows).toEqual([['客-3'], ['客-3'], ['客-3'], ['客-3']]);
  });
}

const of = (rows: readonly Row[], key: string): readonly Row[] => rows.filter(([first]) => first === key);

function counts({ schema, read }: Subject): void {
  test('is one number of the rows that hold', async () => {
    const select = from(schema, 'orders', 'o', {
      count: true,
      where: compare(column('o', 'total', 'Decimal'), '>', param(0, 'Decimal'), 'Decimal'),
    });
    expect(await read(select, ['100'])).toEqual([[11]]);
    expect(await read(select, ['1000000000000000000000000'])).toEqual([[0]]);
  });

  test.each(cases)('is given for each key of type %s that has any', async (type, via, [ann, li, none]) => {
    const each = { slot: 0, type, column: column('o', via, `key:${type}`) };
    const rows = await read(from(schema, 'orders', 'o', { each, count: true, where: big }), [
      [ann, li, none, ann, null],
      '190',
    ]);
    expect(rows).toEqual([[li, 1]]);
    expect(
      new Map(
        (await read(from(schema, 'orders', 'o', { each, count: true }), [[ann, li, none]])) as readonly (readonly [
          string,
          number,
        ])[],
      ),
    ).toEqual(
      new Map([
        [ann, 6],
        [li, 7],
      ]),
    );
  });
}

function hashes({ schema, read }: Subject): void {
  const salt = '00ff10aa'.repeat(8);
  const keys = [
    ['people', 'id', 'integer'],
    ['people', 'ref', 'uuid'],
    ['people', 'code', 'text'],
    ['cells', 'big', 'bigint'],
    ['orders', 'id', 'bigint'],
  ] as const;

  test.each(keys)('of %s.%s (%s) is what the gateway makes, and orders like its text', async (table, name, type) => {
    const key = column('t', name, `key:${type}`);
    const hash: Expr = { k: 'hash', salt: 0, of: key };
    const rows = await read(
      from(schema, table, 't', { columns: [outColumn(key), out(hash, 'String')], orderBy: [by(hash, 'hash')] }),
      [salt],
    );
    const made = rows.map(([cell]) => keyedHash(salt, type, String(cell)));
    expect(rows.map(([, cell]) => cell)).toEqual(made);
    expect(made).toEqual([...made].sort());
    const after = from(schema, table, 't', {
      columns: [outColumn(key)],
      where: compare(hash, '>', param(1, 'hash'), 'hash'),
      orderBy: [by(hash, 'hash')],
    });
    expect(await read(after, [salt, made[0] as Cell])).toEqual(rows.slice(1).map(([cell]) => [cell]));
  });
}
