import { afterEach, describe, expect, test } from 'vitest';
import type { SqlType } from '../../gateway/statement.ts';
import { type OneApi, oneApi } from './rest-one.ts';
import { column, compare, list, outColumn, param } from './tree.ts';

const opened: OneApi[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const operators = { '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte', '=': 'eq' } as const;
const filters = Object.fromEntries(
  Object.values(operators).map((operator) => [operator, { put: `at.${operator}`, exact: true }]),
);

/** Moments as an API writes them: whole seconds or milliseconds, ten of them, the last second of a day and the first of the next. */
const written: Readonly<Record<string, (second: number) => string>> = {
  'epoch-seconds': (second) => String(1_767_311_995 + second),
  'epoch-milliseconds': (second) => String((1_767_311_995 + second) * 1000),
};

async function api(format: string, type: SqlType) {
  const at = column('t', 'at', type);
  const fields = { id: {}, at: { format, filters } };
  const total = { path: '/page/people', items: '/data', total: '/meta/total', paging: { by: 'page', page: 'page' } };
  const made = await oneApi({ resource: { fields, list: total } });
  opened.push(made);
  const records = Array.from({ length: 10 }, (_, second) => ({
    id: String(second),
    at: written[format]?.(second) ?? '',
  }));
  made.server.tables = new Map([['people', { columns: { id: 'number', at: 'number' }, records }]]);
  const where = (op: keyof typeof operators) => compare(at, op, param(0, type), type);
  return { ...made, at, where };
}

/** The truth, by strings in the form of their type. */
const holds = { '<': -1, '<=': 0, '>': 1, '>=': 0, '=': 0 } as const;
const fits = (own: string, op: keyof typeof operators, value: string): boolean => {
  const order = own < value ? -1 : own > value ? 1 : 0;
  return order === holds[op] || (op === '<=' && order < 0) || (op === '>=' && order > 0);
};
const moment = (second: number): string =>
  new Date((1_767_311_995 + second) * 1000).toISOString().replace('.000Z', '.000000Z');

describe('an API that writes moments as numbers', () => {
  test.each(Object.keys(written))('as %s misses none, whatever moment they are compared with', async (format) => {
    const { ids, where } = await api(format, 'DateTime');
    for (const part of ['000000', '000001', '500000', '999999']) {
      const value = moment(4).replace('000000Z', `${part}Z`);
      for (const op of Object.keys(operators) as (keyof typeof operators)[]) {
        const wanted = Array.from({ length: 10 }, (_, at) => at).filter((at) => fits(moment(at), op, value));
        expect([op, value, await ids({ where: where(op) }, [value])]).toEqual([op, value, wanted.map(String)]);
        const count = { columns: [], orderBy: [], count: true, where: where(op) } as const;
        expect([op, value, await ids(count, [value])]).toEqual([op, value, [wanted.length]]);
      }
    }
  });

  test.each(Object.keys(written))('as %s, of which only the days are read, misses no hour of a day', async (format) => {
    const { ids, at, where } = await api(format, 'Date');
    const days = Array.from({ length: 10 }, (_, second) => moment(second).slice(0, 10));
    expect(new Set(days)).toEqual(new Set(['2026-01-01', '2026-01-02']));
    for (const day of ['2025-12-31', '2026-01-01', '2026-01-02', '2026-01-03'])
      for (const op of Object.keys(operators) as (keyof typeof operators)[]) {
        const wanted = days.flatMap((own, second) => (fits(own, op, day) ? [String(second)] : []));
        expect([op, day, await ids({ where: where(op) }, [day])]).toEqual([op, day, wanted]);
        const count = { columns: [], orderBy: [], count: true, where: where(op) } as const;
        expect([op, day, await ids(count, [day])]).toEqual([op, day, [wanted.length]]);
      }
    const among = { k: 'in', left: at, list: list(0, 'Date'), type: 'Date' } as const;
    expect(await ids({ where: among }, [['2026-01-02']])).toHaveLength(
      days.filter((one) => one === '2026-01-02').length,
    );
  });

  test('is asked by what it can be asked, cut where more fits then and not cut where less would', async () => {
    const { ids, server, where } = await api('epoch-seconds', 'DateTime');
    const value = moment(4).replace('000000Z', '500000Z');
    await ids({ where: where('<') }, [value]);
    await ids({ where: where('>') }, [value]);
    expect(
      server.asked.map((one) => /at\.\w+=\d+/.exec(one)?.[0]).filter((one, at, all) => all.indexOf(one) === at),
    ).toEqual(['at.lt=1767312000', 'at.gt=1767311999']);
  });
});

test('a condition in a header is one, and the answer that nothing fulfils it is one without records', async () => {
  const since = 'header:If-Modified-Since';
  const changed = column('t', 'city', 'DateTime');
  const made = await oneApi({
    resource: { fields: { id: {}, city: { format: 'text-seconds', filters: { gt: since } } } },
  });
  opened.push(made);
  const { ids, server, faults } = made;
  const shown: unknown[] = [];
  server.mischief = (request, response) => {
    shown.push(request.headers['if-modified-since']);
    response.writeHead(304).end();
    return true;
  };
  const where = compare(changed, '>', param(0, 'DateTime'), 'DateTime');
  expect(await ids({ where, columns: [outColumn(changed)] }, ['2026-01-01T00:00:04.500000Z'])).toEqual([]);
  expect(shown).toEqual(['2026-01-01T00:00:04+00:00']);
  // One that was asked without a condition has no right to say so.
  await expect(ids()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(faults.at(-1)?.state).toBe('REDIRECT');
});
