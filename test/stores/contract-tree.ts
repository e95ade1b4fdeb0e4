import { describe, expect, test } from 'vitest';
import { always, type Bound, type Expr, never } from '../../gateway/statement.ts';
import type { Cell } from '../../schema/terms/field.ts';
import type { Subject } from './contract.ts';
import { and, by, column, compare, from, isNull, list, not, or, out, outColumn, param } from './tree.ts';

const id = column('p', 'id', 'key:integer');
const name = column('p', 'name', 'String');
const city = column('p', 'city', 'String');

/** Each node of the tree, alone and together. */
export function treeContract(subject: Subject): void {
  const { schema, read } = subject;
  const ids = async (where: Expr, bound: readonly Bound[] = []): Promise<readonly Cell[]> =>
    (
      await read(
        from(schema, 'people', 'p', { columns: [outColumn(id)], where, orderBy: [by(id, 'key:integer')] }),
        bound,
      )
    ).map(([key]) => key as Cell);

  describe('a condition', () => conditions(ids));
  describe('a text', () => texts(subject, ids));
  describe('a hop', () => hops(subject, ids));
}

type Ids = (where: Expr, bound?: readonly Bound[]) => Promise<readonly Cell[]>;

function conditions(ids: Ids): void {
  const inBonn = compare(city, '=', param(0, 'String'), 'String');

  test('that compares with a null is not true, and its negation is', async () => {
    expect(await ids(inBonn, ['Bonn'])).toEqual(['1', '4']);
    expect(await ids(not(inBonn), ['Bonn'])).toEqual(['2', '3']);
    expect(await ids(inBonn, [null])).toEqual([]);
    expect(await ids(not(inBonn), [null])).toEqual(['1', '2', '3', '4']);
    expect(await ids(not(not(inBonn)), ['Bonn'])).toEqual(['1', '4']);
  });

  test('is negated as a whole, however it is nested', async () => {
    const older = compare(column('p', 'born', 'Date'), '<', param(1, 'Date'), 'Date');
    expect(await ids(not(and(inBonn, older)), ['Bonn', '1985-01-01'])).toEqual(['1', '2', '3', '4']);
    expect(await ids(not(or(inBonn, older)), ['Bonn', '1985-01-01'])).toEqual(['2']);
    expect(await ids(and(not(inBonn), not(older)), ['Bonn', '1985-01-01'])).toEqual(['2']);
  });

  test('of nothing is always true in an `and` and never in an `or`', async () => {
    expect(await ids(always)).toHaveLength(4);
    expect(await ids(never)).toEqual([]);
    expect(await ids(not(never))).toHaveLength(4);
    expect(await ids(and(always, or(never, isNull(city))))).toEqual(['2']);
  });

  test('asks for one of a list, in which a null is nothing', async () => {
    const among: Expr = { k: 'in', left: id, list: list(0, 'key:integer'), type: 'key:integer' };
    expect(await ids(among, [['4', '2', '2', '77', null]])).toEqual(['2', '4']);
    expect(await ids(not(among), [['4', '2', null]])).toEqual(['1', '3']);
    expect(await ids(among, [[]])).toEqual([]);
    const refs: Expr = { k: 'in', left: column('p', 'ref', 'key:uuid'), list: list(0, 'key:uuid'), type: 'key:uuid' };
    expect(await ids(refs, [['ffffffff-ffff-ffff-ffff-ffffffffffff']])).toEqual(['3']);
    const born: Expr = { k: 'in', left: column('p', 'born', 'Date'), list: list(0, 'Date'), type: 'Date' };
    expect(await ids(born, [['1990-05-01', '1970-01-01']])).toEqual(['1', '4']);
  });

  test('chooses by the first branch that holds, or null', async () => {
    const which: Expr = {
      k: 'case',
      branches: [
        [inBonn, name],
        [isNull(city), city],
      ],
      type: 'String',
    };
    expect(await ids(compare(which, '=', param(1, 'String'), 'String'), ['Bonn', 'Ann'])).toEqual(['1']);
    expect(await ids(isNull(which), ['Bonn'])).toEqual(['2', '3']);
    expect(await ids(isNull({ k: 'case', branches: [], type: 'Date' }))).toHaveLength(4);
  });

  test.each(['=', '<', '<=', '>', '>='] as const)('compares numbers with %s', async (op) => {
    const holds = {
      '=': (n: number) => n === 2,
      '<': (n: number) => n < 2,
      '<=': (n: number) => n <= 2,
      '>': (n: number) => n > 2,
      '>=': (n: number) => n >= 2,
    };
    expect(await ids(compare(id, op, param(0, 'key:integer'), 'key:integer'), ['2'])).toEqual(
      ['1', '2', '3', '4'].filter((one) => holds[op](Number(one))),
    );
  });
}

function texts({ schema, read, world: { values } }: Subject, ids: Ids): void {
  test('is equal to itself alone: case, accents and forms of Unicode differ', async () => {
    expect(await ids(compare(name, '=', param(0, 'String'), 'String'), ['ann'])).toEqual(['4']);
    expect(await ids(compare(column('p', 'code', 'key:text'), '=', param(0, 'key:text'), 'key:text'), ['C-1'])).toEqual(
      ['4'],
    );
  });

  test('that is bound, whatever it holds, is a value: equality, prefix and list find exactly it', async () => {
    const [v, at] = [column('t', 'v', 'String'), column('t', 'id', 'key:integer')];
    const all = (values.String ?? []).filter((one) => one !== null);
    const found = async (where: Expr, bound: Bound): Promise<readonly Cell[]> =>
      (
        await read(
          from(schema, 'v_string', 't', { columns: [outColumn(v)], where, orderBy: [by(at, 'key:integer')] }),
          [bound],
        )
      ).map(([cell]) => cell as Cell);
    for (const one of all.slice(0, 40)) {
      const same = all.filter((other) => other === one);
      expect(await found(compare(v, '=', param(0, 'String'), 'String'), one)).toEqual(same);
      expect(await found({ k: 'in', left: v, list: list(0, 'String'), type: 'String' }, [one, null])).toEqual(same);
      expect(await found({ k: 'starts-with', left: v, prefix: param(0, 'String') }, one)).toEqual(
        all.filter((other) => other.startsWith(one)),
      );
      expect(await found(compare(v, '<', param(0, 'String'), 'String'), one)).toEqual(
        all.filter((other) => Buffer.compare(Buffer.from(other), Buffer.from(one)) < 0),
      );
    }
    expect(await found({ k: 'in', left: v, list: list(0, 'String'), type: 'String' }, all)).toEqual(all);
  }, 20_000);
}

function hops({ schema, read }: Subject, ids: Ids): void {
  const order = column('o', 'id', 'key:bigint');
  const person = { schema, table: 'people', alias: 'p' };
  const orders = { schema, table: 'orders', alias: 'o' };

  test.each([
    ['integer', 'person_id', 'id'],
    ['uuid', 'person_ref', 'ref'],
    ['text', 'person_code', 'code'],
  ] as const)(
    'to one along a key of type %s keeps each row once, with nulls where there is no record',
    async (type, via, key) => {
      const on = compare(column('p', key, `key:${type}`), '=', column('o', via, `key:${type}`), `key:${type}`);
      const rows = await read(
        from(schema, 'orders', 'o', {
          joins: [{ source: person, on }],
          columns: [outColumn(order), outColumn(name)],
          orderBy: [by(order, 'key:bigint')],
        }),
      );
      expect(rows).toHaveLength(21);
      expect(rows.slice(0, 3)).toEqual([
        ['1', 'Bo'],
        ['2', '李雷'],
        ['3', 'Ann'],
      ]);
      expect(rows.at(-1)).toEqual(['100', null]);
    },
  );

  test('to many asks whether there is one', async () => {
    const joined = compare(column('o', 'person_id', 'key:integer'), '=', id, 'key:integer');
    const total = compare(column('o', 'total', 'Decimal'), '>', param(0, 'Decimal'), 'Decimal');
    const exists: Expr = { k: 'exists', from: orders, joins: [], where: and(joined, total) };
    expect(await ids(exists, ['199.4'])).toEqual(['2', '3']);
    expect(await ids(not(exists), ['199.4'])).toEqual(['1', '4']);
    const nested: Expr = {
      k: 'exists',
      from: { ...orders, alias: 'x' },
      joins: [
        {
          source: { ...person, alias: 'y' },
          on: compare(column('y', 'id', 'key:integer'), '=', column('x', 'person_id', 'key:integer'), 'key:integer'),
        },
      ],
      where: compare(column('y', 'name', 'String'), '=', name, 'String'),
    };
    expect(await ids(nested)).toEqual(['1', '2', '3']);
  });

  test('may not be needed at all: a statement of no columns still has its rows', async () => {
    expect(await read(from(schema, 'people', 'p', { where: isNull(city) }))).toEqual([[]]);
    expect(
      await read(from(schema, 'people', 'p', { columns: [out(isNull(city), 'Boolean')], where: isNull(city) })),
    ).toEqual([[true]]);
  });
}
