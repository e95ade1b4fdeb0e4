import { describe, expect, test } from 'vitest';
import type { Expr, Grouping, OutputColumn, Row } from '../../gateway/statement.ts';
import type { Subject } from './contract.ts';
import { column, compare, from, out, outColumn, param } from './tree.ts';

const city = outColumn(column('p', 'city', 'String'));
const total = column('o', 'total', 'Decimal');
const person = outColumn(column('o', 'person_id', 'key:integer'));
const one = out({ k: 'index', value: 1 }, 'Int');
const spans: Expr = { k: 'form', form: { form: 'floor', step: 50 }, of: total, type: 'Decimal' };

/** What is made of rows in groups: the arithmetic, and that groups of few people leave no trace. */
export function figureContract({ schema, read }: Subject): void {
  const figures = (
    columns: readonly OutputColumn[],
    group: Grouping,
    where?: Expr,
    limit?: number,
  ): Promise<readonly Row[]> =>
    read(
      from(schema, 'orders', 'o', {
        columns,
        group,
        ...(where && { where }),
        ...(limit !== undefined && { limit: 1 }),
      }),
      where ? ['0', limit ?? 0] : [],
    );

  describe('a figure', () => {
    test('is of all rows where no group is told apart, exact to the last digit', async () => {
      const rows = await read(
        from(schema, 'orders', 'o', {
          columns: [outColumn(total), outColumn(column('o', 'person_id', 'key:integer'))],
        }),
      );
      const values = rows.map(([value]) => value).filter((value) => value !== null);
      const people = new Set(rows.map(([, key]) => key).filter((key) => key !== null));
      const [[filled, sum, least, most, subjects] = []] = await figures([outColumn(total), person], {
        keys: [],
        subject: 1,
        measures: [
          { measure: 'filled', of: 0 },
          { measure: 'sum', of: 0 },
          { measure: 'min', of: 0 },
          { measure: 'max', of: 0 },
          { measure: 'people', of: 1 },
        ],
      });
      const numbers = values.map(Number).sort((a, b) => a - b);
      expect(filled).toBe(values.length);
      expect(Number(sum)).toBeCloseTo(numbers.reduce((a, b) => a + b, 0));
      expect([Number(least), Number(most)]).toEqual([numbers[0], numbers.at(-1)]);
      expect(subjects).toBe(people.size);
    });

    test.each([
      ['key:integer', 'person_id'],
      ['key:uuid', 'person_ref'],
      ['key:text', 'person_code'],
    ] as const)(
      'is about a person alone where nobody else is in its group, by a key of type %s',
      async (type, name) => {
        const key = outColumn(column('o', name, type));
        const people = { measure: 'people', of: 1 } as const;
        const alone = { measure: 'alone', of: 1 } as const;
        const rows = await figures([out(spans, 'Decimal'), key], { keys: [0], subject: 1, measures: [people, alone] });
        for (const [, several, whom] of rows) expect(typeof whom === 'string').toBe(several === 1);
        const all = await read(from(schema, 'orders', 'o', { columns: [key] }));
        const known = new Set(all.map(([one]) => one));
        expect(rows.every(([, , whom]) => whom === null || known.has(whom ?? null))).toBe(true);
        const [whole] = await figures([key], { keys: [], subject: 0, measures: [{ measure: 'alone', of: 0 }] });
        expect(whole).toEqual([null]);
        expect(rows.some(([, several]) => several === 1)).toBe(true);
      },
    );

    test('is there for no rows too, as none', async () => {
      const none = compare(total, '>', param(0, 'Decimal'), 'Decimal');
      const [row] = await read(
        from(schema, 'orders', 'o', {
          columns: [outColumn(total)],
          where: none,
          group: {
            keys: [],
            measures: [
              { measure: 'filled', of: 0 },
              { measure: 'sum', of: 0 },
            ],
          },
        }),
        ['99999999999'],
      );
      expect(row).toEqual([0, null]);
    });

    test('is of each span of numbers, in order, and of as many groups as are asked for', async () => {
      const group: Grouping = { keys: [0], measures: [{ measure: 'filled', of: 1 }] };
      const rows = await figures([out(spans, 'Decimal'), one], group);
      const keys = rows.map(([key]) => (key === null ? Number.POSITIVE_INFINITY : Number(key)));
      expect(keys).toEqual([...keys].sort((a, b) => a - b));
      expect(new Set(keys).size).toBe(keys.length);
      const some = compare(total, '>=', param(0, 'Decimal'), 'Decimal');
      expect(await figures([out(spans, 'Decimal'), one], group, some, 2)).toHaveLength(2);
    });

    test('tells texts apart to the last bit, whatever the collation of their column', async () => {
      const all = await read(from(schema, 'people', 'p', { columns: [city] }));
      const rows = await read(
        from(schema, 'people', 'p', {
          columns: [city],
          group: { keys: [0], measures: [{ measure: 'filled', of: 0 }] },
        }),
      );
      expect(rows.map(([key]) => key).toSorted()).toEqual([...new Set(all.map(([key]) => key))].toSorted());
    });
  });

  describe('a figure of groups that are bound to a size', () => {
    const bound = (least: number, most = 100): Grouping => ({
      keys: [],
      subject: 1,
      measures: [
        { measure: 'filled', of: 2 },
        { measure: 'sum', of: 3 },
        { measure: 'people', of: 2 },
      ],
      cells: { by: [0], rows: 2, least, most },
    });
    const columns = [out(spans, 'Decimal'), person, one, outColumn(total)];

    test('leaves out the cells of fewer people, from totals too', async () => {
      const rows = await read(
        from(schema, 'orders', 'o', { columns: [out(spans, 'Decimal'), person, outColumn(total)] }),
      );
      const cells = Map.groupBy(rows, ([cell]) => String(cell));
      const kept = [...cells.values()].filter(
        (inside) => new Set(inside.flatMap(([, key]) => (key === null ? [] : [key]))).size >= 3,
      );
      const [[filled = -1, sum = null] = []] = await figures(columns, bound(3));
      expect(filled).toBe(kept.flat().length);
      const whole = kept.flat().reduce((of, [, , value]) => of + Number(value ?? 0), 0);
      expect(Number(sum ?? 0)).toBeCloseTo(whole);
      expect(await figures(columns, bound(1000))).toEqual([[0, null, 0]]);
    });

    test('says no sum of a cell of which one person has too large a part, and still counts it', async () => {
      const [[filled] = []] = await figures(columns, bound(1));
      const [[same, sum] = []] = await figures(columns, bound(1, 1));
      expect(same).toBe(filled);
      expect(sum).toBeNull();
    });
  });
}
