import { expect, test } from 'vitest';
import type { Expr, Select } from '../../gateway/statement.ts';
import type { ColumnFacts } from '../../gateway/stores/sql/mariadb/columns.ts';
import { fill, lower, write } from '../../gateway/stores/sql/mariadb/lower.ts';
import { encode } from '../../gateway/stores/sql/mariadb/values.ts';
import { and, by, column, compare, from, list, not, outColumn, param } from './tree.ts';

const id = column('c', 'id', 'key:integer');
const name = column('c', 'name', 'String');
const folded: ColumnFacts = { kind: 'text', nullable: true, charset: 'utf8mb4', collation: 'utf8mb4_general_ci' };
const exact: ColumnFacts = { ...folded, nullable: false, collation: 'utf8mb4_nopad_bin' };
const whole: ColumnFacts = { kind: 'integer', nullable: false };

const written = (rest: Partial<Select>, facts: ColumnFacts = folded) =>
  write(from('crm', 'customers', 'c', rest), {
    of: () => new Map(Object.entries({ id: whole, name: facts, parent: { ...whole, nullable: true } })),
    hashColumn: () => undefined,
  });
const text = (rest: Partial<Select>, values: Parameters<typeof fill>[1], facts?: ColumnFacts): string =>
  fill(written(rest, facts), values).text;

const page = {
  columns: [outColumn(id), outColumn(name)],
  where: and(
    compare(name, '=', param(0, 'String'), 'String'),
    not(compare(id, '>', param(1, 'key:integer'), 'key:integer')),
  ),
  orderBy: [by(name, 'String', 'desc'), by(id, 'key:integer')],
  limit: 2,
};

test('a page of rows is one statement, whose equality an index serves and whose order is exact', () => {
  expect(text(page, ['Ann', '7', 51])).toBe(
    'select `c`.`id` as c0, convert(`c`.`name` using utf8mb4) as c1 from `crm`.`customers` as `c` ' +
      'where ((`c`.`name` = ? and (cast(convert(`c`.`name` using utf8mb4) as binary) = ?)) and ((`c`.`id` > ?) is not true)) ' +
      'order by (cast(convert(`c`.`name` using utf8mb4) as binary) <=> null) desc, cast(convert(`c`.`name` using utf8mb4) as binary) desc, `c`.`id` asc limit ?',
  );
});

test('where a collation is exact itself, its index serves the order too', () => {
  expect(text(page, ['Ann', '7', 51], exact)).toBe(
    'select `c`.`id` as c0, convert(`c`.`name` using utf8mb4) as c1 from `crm`.`customers` as `c` ' +
      'where ((`c`.`name` = ?) and ((`c`.`id` > ?) is not true)) order by `c`.`name` desc, `c`.`id` asc limit ?',
  );
});

test('groups are one statement, each row numbered in its group', () => {
  const each = { slot: 0, type: 'integer', column: column('c', 'parent', 'key:integer') } as const;
  const some = { each, columns: [outColumn(id)], orderBy: [by(id, 'key:integer')], limit: 1 };
  expect(text(some, [['1', '2', '1', null, '3'], 2])).toBe(
    'select c0, c1 from (select `c`.`parent` as c0, `c`.`id` as c1, row_number() over (partition by `c`.`parent` order by `c`.`id` asc) as n ' +
      'from `crm`.`customers` as `c` where (`c`.`parent` in (?, ?, ?, ?)) and true) as `$group` where n <= ? order by n',
  );
  expect(text({ each, count: true }, [['1']])).toBe(
    'select min(`c`.`parent`) as c0, count(*) as c1 from `crm`.`customers` as `c` where (`c`.`parent` in (?)) and true group by `c`.`parent`',
  );
});

test('lists of like length have one text, nulls are none of theirs, and one beyond all bounds is refused', () => {
  const among = { where: { k: 'in', left: id, list: list(0, 'key:integer'), type: 'key:integer' } as const };
  const keys = (count: number) => Array.from({ length: count }, (_, key) => String(key));
  expect(text(among, [keys(5)])).toBe(text(among, [keys(8)]));
  expect(fill(written(among), [[null, '7', null]]).parameters).toEqual([{ type: 'integer', value: '7' }]);
  expect(fill(written(among), [[]]).parameters).toEqual([{ type: 'integer', value: null }]);
  expect(fill(written(among), [keys(32_768)]).parameters).toHaveLength(32_768);
  expect(() => fill(written(among), [keys(32_769)])).toThrow(expect.objectContaining({ code: 'COST_EXCEEDED' }));
});

test('a name is the same exactly when the text is, whatever the tables turn out to be', () => {
  const one = lower(from('crm', 'customers', 'c', { limit: 0 }));
  expect(lower(from('crm', 'customers', 'c', { limit: 0 }))).toEqual(one);
  expect(lower(from('crm', 'customers', 'c', { limit: 1 })).name).not.toBe(one.name);
  expect(one.name).toMatch(/^s[0-9a-f]{40}$/);
  expect(Object.isFrozen(one)).toBe(true);
});

test('no identifier gets out of its quotes', () => {
  const evil = 'x` ; drop table `y" \\ ';
  const quoted = `\`${evil.replaceAll('`', '``')}\``;
  const printed = lower(from(evil, evil, evil, { columns: [outColumn(column(evil, evil, 'Int'))] })).text;
  expect(printed).toBe(`select ${quoted}.${quoted} as c0 from ${quoted}.${quoted} as ${quoted} where true`);
  for (const bad of ['', 'a\0b', 'a\u0001b', 'x'.repeat(65)])
    expect(() => lower(from('crm', bad, 'c'))).toThrow('is no name of a table');
});

test('what a tree cannot mean is refused before anything is sent', () => {
  const where =
    (expr: unknown): (() => unknown) =>
    () =>
      lower(from('crm', 'customers', 'c', { where: expr as Expr }));
  expect(where({ k: 'index', value: '1; drop' })).toThrow('whole number');
  expect(where({ k: 'param', slot: '1); drop', type: 'Int' })).toThrow('slot');
  expect(where({ k: 'form', form: { form: 'round', step: 0.5 }, of: id, type: 'Int' })).toThrow(
    'positive whole number',
  );
  expect(where({ k: 'hash', salt: 0, of: name })).toThrow('only a key can be hashed');
  const twice = {
    k: 'exists',
    from: { schema: 'crm', table: 'orders', alias: 'c' },
    joins: [],
    where: { k: 'and', of: [] },
  };
  expect(where(twice)).toThrow('stands for two tables');
});

test.each([
  ['Int', '1.5'],
  ['Int', '99999999999999999999'],
  ['BigInt', '0x10'],
  ['Decimal', '1e5'],
  ['Decimal', `0.${'1'.repeat(39)}`],
  ['Decimal', '1'.repeat(66)],
  ['Float', 'NaN'],
  ['Float', ''],
  ['Boolean', '1'],
  ['Date', '2024-1-1'],
  ['DateTime', '2024-01-01'],
  ['DateTime', '2024-01-01T00:00:00+08:00'],
  ['String', '\uD800'],
  ['key:uuid', 'not one'],
  ['hash', 'xyz'],
] as const)('a value that %s cannot hold is refused, and not repeated: %j', (type, value) => {
  expect(() => encode(type, value)).toThrow('does not fit');
});
