import { describe, expect, test } from 'vitest';
import { bucket } from '../../plugins/masking/techniques/bucket.ts';
import { day } from '../../plugins/masking/techniques/day.ts';
import { techniques } from '../../plugins/masking/techniques/index.ts';
import { ipPrefix } from '../../plugins/masking/techniques/ip-prefix.ts';
import { month } from '../../plugins/masking/techniques/month.ts';
import { prefix } from '../../plugins/masking/techniques/prefix.ts';
import { quarter } from '../../plugins/masking/techniques/quarter.ts';
import { round } from '../../plugins/masking/techniques/round.ts';
import { year } from '../../plugins/masking/techniques/year.ts';
import type { Technique } from '../../plugins/masking/technique.ts';
import type { Expr, Row } from '../../gateway/statement.ts';
import type { Cell, FieldType } from '../../schema/terms/field.ts';
import type { Subject } from './contract.ts';
import { and, by, column, compare, from, isNull, not, or, out, outColumn, param } from './tree.ts';

/** Types, their order, and their masked forms. */
export function fieldContract(subject: Subject): void {
  describe('a cell', () => exactCells(subject));
  describe('an order', () => orders(subject));
  describe('a form', () => forms(subject));
}

function exactCells({ schema, read }: Subject): void {
  const c = (name: string, type: Parameters<typeof column>[2]) => outColumn(column('c', name, type));
  const columns = [
    c('id', 'key:integer'),
    c('big', 'BigInt'),
    c('big', 'key:bigint'),
    c('uid', 'key:uuid'),
    c('uid', 'ID'),
    c('slug', 'key:text'),
    c('label', 'String'),
    c('padded', 'String'),
    c('mood', 'Enum'),
    c('small', 'Int'),
    c('amount', 'Decimal'),
    c('ratio', 'Float'),
    c('flag', 'Boolean'),
    c('born', 'Date'),
    c('at', 'DateTime'),
    c('local', 'DateTime'),
    c('we"ird; drop', 'String'),
  ];
  const row = (id: string): Promise<readonly Row[]> =>
    read(
      from(schema, 'cells', 'c', {
        columns,
        where: compare(column('c', 'id', 'key:integer'), '=', param(0, 'key:integer'), 'key:integer'),
      }),
      [id],
    );

  test('is exact to the last digit, in the one form of its type', async () => {
    expect(await row('1')).toEqual([
      [
        '1',
        '9007199254740993',
        '9007199254740993',
        '00112233-4455-6677-8899-aabbccddeeff',
        '00112233-4455-6677-8899-aabbccddeeff',
        'a-slug',
        'O\'Brien "x" \\ 李',
        'ab',
        'GLAD',
        7,
        '123456789012345678901234567890.0987654321',
        0.1,
        true,
        '2024-02-29',
        '2024-02-29T23:59:59.123456Z',
        '2024-02-29T23:59:59.100000Z',
        'odd',
      ],
    ]);
  });

  test('that is null stays null in every type', async () => {
    expect(await row('2')).toEqual([
      ['2', '-9223372036854775808', '-9223372036854775808', ...columns.slice(3).map(() => null)],
    ]);
  });

  test('of a type, bound again, finds its own row', async () => {
    for (const { expr, type } of [...columns, c('single', 'Float')]) {
      const all = await read(
        from(schema, 'cells', 'c', {
          columns: [out(expr, type)],
          where: not(isNull(expr)),
          orderBy: [by(column('c', 'id', 'key:integer'), 'key:integer')],
        }),
      );
      const found = from(schema, 'cells', 'c', {
        columns: [out(expr, type)],
        where: compare(expr, '=', param(0, type), type),
      });
      expect(await read(found, [all[0]?.[0] as Cell])).toEqual([all[0]]);
    }
  });

  test('may be a parameter, an index or a null of a type', async () => {
    const columns = [
      out(param(0, 'String'), 'String'),
      out({ k: 'index', value: -3 }, 'case'),
      out({ k: 'null', type: 'Date' }, 'Date'),
      out(param(1, 'Boolean'), 'Boolean'),
      out(param(2, 'Float'), 'Float'),
    ];
    const text = '\'; drop schema public; -- " \\ $1 😀';
    expect(
      await read(from(schema, 'cells', 'c', { columns, limit: 3, orderBy: [by({ k: 'index', value: 2 }, 'case')] }), [
        text,
        false,
        1e300,
        1,
      ]),
    ).toEqual([[text, -3, null, false, 1e300]]);
  });
}

const codePoints = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function orders({ schema, read, world: { values } }: Subject): void {
  const id = column('t', 'id', 'key:integer');

  test('of texts is by code point, nulls last, and turned round nulls first', async () => {
    const v = column('t', 'v', 'String');
    const texts = async (direction: 'asc' | 'desc') =>
      (
        await read(from(schema, 'v_string', 't', { columns: [outColumn(v)], orderBy: [by(v, 'String', direction)] }))
      ).map(([cell]) => cell);
    const sorted = (values.String ?? []).filter((one) => one !== null).sort(codePoints);
    expect(await texts('asc')).toEqual([...sorted, null]);
    expect(await texts('desc')).toEqual([null, ...sorted.reverse()]);
  });

  const types = Object.keys(values) as FieldType[];
  test.each(types)('of %s is walked by its cells without missing or repeating a row', async (type) => {
    const v = column('t', 'v', type);
    const table = `v_${type.toLowerCase()}`;
    for (const direction of ['asc', 'desc'] as const) {
      const orderBy = [by(v, type, direction), by(id, 'key:integer')];
      const columns = [outColumn(v), outColumn(id)];
      const whole = await read(from(schema, table, 't', { columns, orderBy }));
      const walked: Row[] = [];
      for (let page = await read(from(schema, table, 't', { columns, orderBy, limit: 0 }), [17]); page.length > 0; ) {
        walked.push(...page);
        const [cell, key] = page.at(-1) as readonly [Cell, string];
        const where = after(v, type, direction, cell, id);
        page = await read(from(schema, table, 't', { columns, orderBy, where, limit: 0 }), [
          17,
          key,
          ...(cell === null ? [] : [cell]),
        ]);
      }
      expect(walked).toEqual(whole);
      expect(whole).toHaveLength(values[type]?.length ?? 0);
    }
  });
}

/** The rows behind a cursor: slot 1 is its key, slot 2 its cell where that is not null. */
function after(v: Expr, type: FieldType, direction: 'asc' | 'desc', cell: Cell, id: Expr): Expr {
  const later = compare(id, '>', param(1, 'key:integer'), 'key:integer');
  if (cell === null) return direction === 'asc' ? and(isNull(v), later) : or(not(isNull(v)), and(isNull(v), later));
  const right = param(2, type);
  const beyond = compare(v, direction === 'asc' ? '>' : '<', right, type);
  return or(direction === 'asc' ? or(beyond, isNull(v)) : beyond, and(compare(v, '=', right, type), later));
}

function forms({ schema, read }: Subject): void {
  const cases: readonly (readonly [technique: Technique, parameters: readonly number[], type: FieldType])[] = [
    ...[2, 7, 100, 1000, 1_000_000_000].flatMap((step) =>
      (['Decimal', 'Int', 'BigInt'] as const).map((type) => [round, [step], type] as const),
    ),
    ...[8, 16, 24].map((bits) => [ipPrefix, [bits], 'String'] as const),
    ...[1, 3, 7].map((length) => [prefix, [length], 'String'] as const),
    ...[2, 100, 1000].flatMap((step) =>
      (['Decimal', 'Int', 'BigInt'] as const).map((type) => [bucket, [step], type] as const),
    ),
    [day, [], 'DateTime'],
    ...[year, quarter, month].flatMap((one) => (['Date', 'DateTime'] as const).map((type) => [one, [], type] as const)),
  ];
  test('is compared with its technique wherever there is one', () => {
    const compared = new Set(cases.map(([technique]) => technique.name));
    const stored = [...techniques.values()].filter((one) => one.store !== undefined).map(({ name }) => name);
    expect(stored.filter((name) => !compared.has(name))).toEqual([]);
  });

  test.each(
    cases.map(([technique, parameters, type]) => ({
      name: `${technique.name}(${parameters}) of ${type}`,
      technique,
      parameters,
      type,
    })),
  )(
    '$name is what the technique makes of every value, in the answer and in a filter',
    async ({ technique, parameters, type }) => {
      const field = {
        coordinate: 'T.v',
        entity: 'T',
        name: 'v',
        type,
        tier: 'internal',
        category: 'contact',
        semantic: 'plain',
      };
      const bound = technique.bind({ field, surrogates: noSurrogates }, ...parameters);
      const v = column('t', 'v', type);
      const form = technique.store?.(...parameters);
      if (!form) throw new Error(`${technique.name} has no form`);
      const masked: Expr = { k: 'form', form, of: v, type };
      const table = `v_${type.toLowerCase()}`;
      const rows = await read(from(schema, table, 't', { columns: [outColumn(v), out(masked, type)] }));
      const twin = ([cell]: Row): Cell => (cell === null || cell === undefined ? null : bound.mask(cell));
      expect(rows.map(([cell, made]) => [cell, made])).toEqual(rows.map((row) => [row[0], twin(row)]));

      const [, some] = rows.find((row) => twin(row) !== null) as readonly [Cell, Cell];
      const equal = from(schema, table, 't', { count: true, where: compare(masked, '=', param(0, type), type) });
      expect(await read(equal, [some])).toEqual([[rows.filter((row) => twin(row) === some).length]]);
    },
  );
}

const refuse = (): never => {
  throw new Error('a form of a store needs no key');
};
const noSurrogates = {
  encipherDigits: refuse,
  decipherDigits: refuse,
  encipherText: refuse,
  decipherText: refuse,
  pseudonym: refuse,
  seal: refuse,
  open: refuse,
  draw: refuse,
  drawFor: refuse,
};
