import { expect, test } from 'vitest';
import type { Expr, Select } from '../../gateway/statement.ts';
import { lower } from '../../gateway/stores/sql/postgres.ts';
import { encode } from '../../gateway/stores/sql/values.ts';
import { and, by, column, compare, from, list, not, or, outColumn, param } from './tree.ts';

const id = column('c', 'id', 'key:integer');
const name = column('c', 'name', 'String');
const text = (rest: Partial<Select>): string => lower(from('crm', 'customers', 'c', rest)).text;

test('a page of rows is one statement', () => {
  const where = and(
    compare(name, '=', param(0, 'String'), 'String'),
    not(or(compare(id, '>', param(1, 'key:integer'), 'key:integer'))),
  );
  expect(
    text({
      columns: [outColumn(id), outColumn(name)],
      where,
      orderBy: [by(name, 'String', 'desc'), by(id, 'key:integer')],
      limit: 2,
    }),
  ).toBe(
    'select "c"."id", "c"."name"::text from "crm"."customers" as "c" ' +
      'where (("c"."name"::text = $1::text and coalesce("c"."name"::text collate "C" = $1::text, false)) and ((("c"."id" > $2::int4)) is not true)) ' +
      'order by "c"."name"::text collate "C" desc nulls first, "c"."id" asc nulls last limit $3::int8',
  );
});

test('groups are one statement, a key after the other', () => {
  const each = { slot: 0, type: 'integer', column: column('c', 'parent', 'key:integer') } as const;
  expect(text({ each, columns: [outColumn(id)], orderBy: [by(id, 'key:integer')], limit: 1 })).toBe(
    'select "$keys".k, "$group".* from (select distinct u.k from unnest($1::int4[]) as u(k)) as "$keys" cross join lateral ' +
      '(select "c"."id" from "crm"."customers" as "c" where ("c"."parent" = "$keys".k) and true order by "c"."id" asc nulls last limit $2::int8) as "$group"',
  );
  expect(text({ each, count: true })).toBe(
    'select "c"."parent", count(*) from "crm"."customers" as "c" where ("c"."parent" = any($1::int4[])) and true group by "c"."parent"',
  );
});

test('a name is the same exactly when the text is, and is short enough', () => {
  const one = lower(from('crm', 'customers', 'c', { limit: 0 }));
  expect(lower(from('crm', 'customers', 'c', { limit: 0 }))).toEqual(one);
  expect(lower(from('crm', 'customers', 'c', { limit: 1 })).name).not.toBe(one.name);
  expect(one.name).toMatch(/^s[0-9a-f]{40}$/);
  expect(Object.isFrozen(one)).toBe(true);
});

test('no identifier gets out of its quotes', () => {
  const evil = 'x" ; drop table "y';
  const printed = lower({ ...from(evil, evil, evil, { columns: [outColumn(column(evil, evil, 'Int'))] }) }).text;
  expect(printed).toBe(
    `select ${quoted(evil)}.${quoted(evil)} from ${quoted(evil)}.${quoted(evil)} as ${quoted(evil)} where true`,
  );
  for (const bad of ['', 'a\0b', 'x'.repeat(64), '名'.repeat(22)]) {
    expect(() => lower(from('crm', bad, 'c'))).toThrow('is no name of a table');
    expect(() => text({ columns: [outColumn(column('c', bad, 'Int'))] })).toThrow('is no name of a table');
  }
});

const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

test('a table without a schema lies in public, whatever the search path', () => {
  expect(lower({ ...from('', 'people', 'p'), from: { table: 'people', alias: 'p' } }).text).toContain(
    'from "public"."people" as "p"',
  );
});

test('what a tree cannot mean is refused before anything is sent', () => {
  const where =
    (expr: unknown): (() => string) =>
    () =>
      text({ where: expr as Expr });
  expect(where({ k: 'index', value: 1.5 })).toThrow('whole number');
  expect(where({ k: 'index', value: '1; drop' })).toThrow('whole number');
  expect(where({ k: 'param', slot: -1, type: 'Int' })).toThrow('slot');
  expect(where({ k: 'param', slot: '1); drop', type: 'Int' })).toThrow('slot');
  expect(where({ k: 'form', form: { form: 'round', step: 0.5 }, of: id, type: 'Int' })).toThrow(
    'positive whole number',
  );
  expect(where({ k: 'form', form: { form: 'prefix', length: -1 }, of: name, type: 'String' })).toThrow(
    'positive whole number',
  );
  expect(where({ k: 'hash', salt: 0, of: name })).toThrow('only a key can be hashed');
});

test('a list is bound as one array, in which everything is quoted', () => {
  expect(encode(['a', null, 'NULL', '"', '\\', '{,}', '', ' '])).toBe(
    String.raw`{"a",NULL,"NULL","\"","\\","{,}",""," "}`,
  );
  expect(encode([])).toBe('{}');
  expect(encode([1, true, 1e21])).toBe('{"1","true","1e+21"}');
  expect(encode(null)).toBeNull();
  expect(text({ where: { k: 'in', left: id, list: list(3, 'key:integer'), type: 'key:integer' } })).toContain(
    '= any($4::int4[])',
  );
});
