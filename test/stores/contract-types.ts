import { describe, expect, test } from 'vitest';
import type { SqlType } from '../../gateway/statement.ts';
import type { Cell } from '../../schema/terms/field.ts';
import type { Subject } from './contract.ts';
import { and, column, compare, from, isNull, not, out, outColumn, param } from './tree.ts';

const digits = `-${'1234567890'.repeat(60)}.${'0987654321'.repeat(39)}0987654329`;

/** A column of this type with this value, and the cell that a field of each of these types has of it. */
const natives: readonly (readonly [sql: string, literal: string, cells: Readonly<Partial<Record<SqlType, Cell>>>])[] = [
  ['uuid', '00112233-4455-6677-8899-AABBCCDDEEFF', { String: '00112233-4455-6677-8899-aabbccddeeff' }],
  [
    'numeric(40, 20)',
    '12345678901234567890.10000000000000000001',
    { Decimal: '12345678901234567890.10000000000000000001' },
  ],
  ['numeric', digits, { Decimal: digits, String: digits }],
  ['numeric', 'NaN', { Decimal: 'NaN', JSON: '"NaN"' }],
  ['bigint', '9223372036854775807', { BigInt: '9223372036854775807', Decimal: '9223372036854775807' }],
  ['bigint', '9007199254740993', { BigInt: '9007199254740993', String: '9007199254740993' }],
  ['smallint', '-32768', { Int: -32768, BigInt: '-32768' }],
  ['real', '0.1', { Float: 0.10000000149011612 }],
  ['double precision', '5e-324', { Float: 5e-324 }],
  ['timestamptz', '2024-02-29 23:59:59.999999-05:30', { DateTime: '2024-03-01T05:29:59.999999Z' }],
  ['timestamptz', '1890-06-01 12:00:00+08:05:43', { DateTime: '1890-06-01T03:54:17.000000Z' }],
  ['timestamptz', '294276-12-31 23:59:59.999999+00', { DateTime: '294276-12-31 23:59:59.999999+00' }],
  ['timestamptz', '-infinity', { DateTime: '-infinity' }],
  ['date', '4713-01-01 BC', { Date: '4713-01-01 BC' }],
  ['interval', '1 year -3 days 04:05:06.789', { String: '1 year -3 days +04:05:06.789' }],
  ['timestamp', '2024-02-29 23:59:59.000001', { DateTime: '2024-02-29T23:59:59.000001Z' }],
  ['date', '0001-01-01', { Date: '0001-01-01' }],
  ['varchar(5)', 'ab  ', { String: 'ab  ' }],
  ['char(5)', 'ab', { String: 'ab' }],
  ['name', 'Ann', { String: 'Ann' }],
  ['"SCHEMA".mood', 'GLAD', { Enum: 'GLAD', String: 'GLAD' }],
  ['"SCHEMA".whole', '7', { Int: 7 }],
  ['"SCHEMA".code', 'C-1', { String: 'C-1', ID: 'C-1' }],
  ['inet', '2001:db8::1/64', { String: '2001:db8::1/64' }],
  ['cidr', '10.1.0.0/16', { String: '10.1.0.0/16' }],
  ['time', '23:59:59.999999', { String: '23:59:59.999999' }],
  ['boolean', 'off', { Boolean: false }],
  [
    'jsonb',
    '{"b": [12345678901234567890.10, 1e2], "a": "李"}',
    { JSON: '{"a": "李", "b": [12345678901234567890.10, 100]}' },
  ],
  ['json', ' {"b": 1.10, "b":\n1E400, "z": "\\u0000"} ', { JSON: '{"b": 1.10, "b":\n1E400, "z": "\\u0000"}' }],
  ['jsonb', 'null', { JSON: null }],
  ['json', ' null ', { JSON: null }],
  ['text[]', '{a,NULL,"b,\\"c"}', { JSON: '["a",null,"b,\\"c"]' }],
  ['text[]', '{{a,NULL},{NULL,"NULL"}}', { JSON: '[["a",null],[null,"NULL"]]' }],
  ['text[]', '{}', { JSON: '[]' }],
  ['float8[]', '{NaN,-Infinity,5e-324}', { JSON: '["NaN","-Infinity",5e-324]' }],
  ['timestamptz[]', '{2024-02-29 23:59:59.5-05:30,infinity}', { JSON: '["2024-03-01T05:29:59.5+00:00","infinity"]' }],
  ['jsonb', `[1e400, ${digits}]`, { JSON: `[1${'0'.repeat(400)}, ${digits}]` }],
  ['numeric[]', '{{1.10,2},{3,12345678901234567890.1}}', { JSON: '[[1.10,2],[3,12345678901234567890.1]]' }],
  ['"SCHEMA".pair', '(1,x)', { JSON: '{"n":1,"t":"x"}' }],
];

/** What stands in a table of these types; the types themselves lie in the schema. */
export const nativeSeed = (schema: string): string => {
  const types = natives.map(([sql], i) => `n${i} ${sql.replace('SCHEMA', schema)}`);
  const cells = natives.map(([sql, literal]) => `'${literal.replaceAll("'", "''")}'::${sql.replace('SCHEMA', schema)}`);
  return `
    create domain "${schema}".whole as int check (value > 0);
    create domain "${schema}".code as varchar(10);
    create type "${schema}".pair as (n int, t text);
    create table "${schema}".natives (id int primary key, ${types.join(', ')});
    insert into "${schema}".natives values (1, ${cells.join(', ')});
    insert into "${schema}".natives (id) values (2);
    create view "${schema}".seen as select id, n0 as ref from "${schema}".natives;
    create schema "${schema}_2";
    create table "${schema}_2".natives (id int primary key, n0 text);
    insert into "${schema}_2".natives values (1, 'the other');`;
};

export const nativeDrop = (schema: string): string => `drop schema if exists "${schema}_2" cascade`;

/** Types as PostgreSQL has them, each as the types that a catalogue may call it. */
export function typeContract({ schema, read }: Subject): void {
  describe('a column', () => {
    const cases = natives.flatMap(([sql, , cells], i) =>
      Object.entries(cells).map(([type, cell]) => ({ sql, i, type: type as SqlType, cell })),
    );
    test.each(cases)('of type $sql is exact as $type', async ({ i, type, cell }) => {
      const c = column('t', `n${i}`, type);
      const rows = await read(from(schema, 'natives', 't', { columns: [outColumn(c)] }));
      expect(rows).toEqual([[cell], [null]]);
      const there = from(schema, 'natives', 't', { columns: [out(isNull(c), 'Boolean')] });
      expect(await read(there)).toEqual([[cell === null], [true]]);
      if (cell === null || type === 'JSON') return;
      const found = from(schema, 'natives', 't', {
        columns: [outColumn(c)],
        where: compare(c, '=', param(0, type), type),
      });
      expect(await read(found, [cell])).toEqual([[cell]]);
    });

    test('of a view, and of a table of another schema, is read like any other', async () => {
      const ref = column('t', 'ref', 'String');
      const key = compare(column('t', 'id', 'key:integer'), '=', param(0, 'key:integer'), 'key:integer');
      const viewed = from(schema, 'seen', 't', { columns: [outColumn(ref)], where: and(key, not(isNull(ref))) });
      expect(await read(viewed, ['1'])).toEqual([['00112233-4455-6677-8899-aabbccddeeff']]);
      const other = from(`${schema}_2`, 'natives', 't', { columns: [outColumn(column('t', 'n0', 'String'))] });
      expect(await read(other)).toEqual([['the other']]);
    });

    test('of a table without a schema is that of `public`, whatever the search path was set to', async () => {
      const bare = { ...from(schema, 'natives', 't'), from: { table: 'natives', alias: 't' } };
      await expect(read(bare)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    });
  });
}
