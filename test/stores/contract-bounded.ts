import { describe, expect, test } from 'vitest';
import type { Expr, Row } from '../../gateway/statement.ts';
import { contributing } from '../../plugins/anonymization/bounds/contributions.ts';
import { clamped } from '../../plugins/anonymization/bounds/range.ts';
import { stepsOf } from '../../plugins/anonymization/noisy/numbers.ts';
import type { Subject } from './contract.ts';
import { column, from, out, outColumn } from './tree.ts';

const total = column('o', 'total', 'Decimal');
const person = outColumn(column('o', 'person_id', 'key:integer'));
const key = column('o', 'id', 'key:integer');
const place = out({ k: 'hash', salt: 0, of: key }, 'String');
const span: Expr = { k: 'form', form: { form: 'floor', step: 40 }, of: total, type: 'Decimal' };
const salt = 'a5'.repeat(32);

const nameOf = (key: Row[number] | undefined): string => JSON.stringify(key === null ? null : Number(key));

/** The figures of each group, from rows that were chosen outside the store. */
function expected(
  rows: readonly Row[],
  bounds: { readonly rows: number; readonly groups: number },
  range: { readonly from: number; readonly to: number; readonly places: number },
): ReadonlyMap<string, readonly (string | number)[]> {
  const known = rows.flatMap(([whom, row, group, value, hash]) =>
    whom === null ? [] : [{ person: String(whom), row: String(row), group: nameOf(group), value, hash: String(hash) }],
  );
  const hashes = new Map(known.map(({ row, hash }) => [row, hash] as const));
  const found = new Map<string, { count: number; readonly people: Set<string>; sum: bigint; filled: number }>();
  for (const one of contributing(known, bounds, (row) => hashes.get(row) ?? '')) {
    const group = found.get(one.group) ?? { count: 0, people: new Set<string>(), sum: 0n, filled: 0 };
    const steps = clamped(stepsOf(range), one.value as string | null);
    group.count += 1;
    group.people.add(one.person);
    group.sum += steps ?? 0n;
    group.filled += steps === undefined ? 0 : 1;
    found.set(one.group, group);
  }
  return new Map(
    [...found].map(([name, { count, people, sum, filled }]) => [name, [count, people.size, Number(sum), filled]]),
  );
}

/** What one person adds is bound in the store, by the same rule as outside of it. */
export function boundedContract({ schema, read }: Subject): void {
  describe('rows that are bound person by person', () => {
    for (const grouped of [true, false])
      for (const bounds of [
        { rows: 1, groups: 1 },
        { rows: 2, groups: 1 },
        { rows: 3, groups: 2 },
        { rows: 100, groups: 100 },
      ])
        test(`give what the rule says, ${bounds.rows} rows in ${bounds.groups} groups, ${grouped ? 'in' : 'without'} groups`, async () => {
          const range = { from: -20, to: 60.5, places: 1 };
          const all = await read(
            from(schema, 'orders', 'o', {
              columns: [
                person,
                outColumn(key),
                grouped ? out(span, 'Decimal') : out({ k: 'index', value: 1 }, 'Int'),
                outColumn(total),
                place,
              ],
            }),
            [salt],
          );
          const { least, most } = stepsOf(range);
          const rows = await read(
            from(schema, 'orders', 'o', {
              columns: [
                ...(grouped ? [out(span, 'Decimal')] : []),
                person,
                place,
                out({ k: 'index', value: 1 }, 'Int'),
                outColumn(total),
              ],
              group: {
                keys: grouped ? [0] : [],
                subject: grouped ? 1 : 0,
                measures: [
                  { measure: 'filled', of: grouped ? 3 : 2 },
                  { measure: 'people', of: grouped ? 3 : 2 },
                  { measure: 'sum', of: grouped ? 4 : 3 },
                  { measure: 'filled', of: grouped ? 4 : 3 },
                ],
                bounded: {
                  place: grouped ? 2 : 1,
                  most: bounds.rows,
                  groups: bounds.groups,
                  ranges: [{ of: grouped ? 4 : 3, least: String(least), most: String(most), places: range.places }],
                },
              },
            }),
            [salt],
          );
          const wanted = expected(all, bounds, range);
          expect(wanted.size).toBeGreaterThan(0);
          const got = rows.map((row) => {
            const [name, figures] = grouped ? [nameOf(row[0]), row.slice(1)] : [nameOf(1), row];
            return [name, figures.map((cell) => Number(cell ?? 0))] as const;
          });
          expect(new Map(got)).toEqual(wanted);
        });
  });
}
