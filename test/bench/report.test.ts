import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { chartOf } from './report/chart.ts';
import { writeSection } from './report/document.ts';
import { ratio, resultsOf } from './results.ts';
import { masked } from './truth.ts';
import { fromPostGraphile } from './postgraphile.ts';
import { questions } from './questions.ts';

const machine = { cpu: 'a processor', cores: 2, memory: 24, node: '24.21.0', postgres: '15.20' };

const on = (day: string) => ({ machine, day, load: 0.1 });

test('a measure that runs again replaces its own section and no other', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scrim-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'performance.md');
  writeSection('ledger', on('2026-01-01'), 'the record: 7 µs', file);
  writeSection('race', on('2026-01-02'), 'the race: 1.00', file);
  writeSection('ledger', on('2026-01-03'), 'the record: 5 µs', file);
  const text = readFileSync(file, 'utf8');
  expect(text).not.toContain('7 µs');
  expect([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual(['The race', 'What the record costs']);
  expect(text).toContain('the race: 1.00');
  expect(text).toContain('· 2026-01-03');
});

test('a ratio is the median of the rounds, each against the same round', () => {
  const sample = (rps: number) => ({ rps, cpuMicros: 1, afterMicros: 0 });
  const rounds = [
    [100, 50],
    [10, 10],
    [30, 60],
  ].map(
    ([a = 0, scrim = 0]) =>
      new Map([
        ['A', sample(a)],
        ['Scrim', sample(scrim)],
      ]),
  );
  expect(ratio(rounds, 'Scrim', 'A')).toBe(1);
  expect(ratio(rounds, 'Scrim', 'A2')).toBeNull();
  expect(resultsOf(new Map([[questions.fifty, rounds]]), 16)).toMatchObject([
    { query: 'fifty', peer: 'A', rps: 30, ratioToA: 1, ratioToA2: null },
    { query: 'fifty', peer: 'Scrim', rps: 50, ratioToA: 1, ratioToA2: null },
  ]);
});

test('the masks that answers are compared with leave what is not personal as it is', () => {
  const row = { id: 'Customer:2', phone: '+44 7700 900123', email: 'wang.fang.2@example.com', birthDate: '1983-05-13' };
  expect(masked({ customer: { ...row, city: '深圳市' } })).toEqual({
    customer: {
      id: 'Customer:2',
      phone: '****0123',
      email: 'w***@example.com',
      birthDate: '1983-01-01',
      city: '深圳市',
    },
  });
});

test('what PostGraphile answers is brought into the form of the others', () => {
  const answer = { customers: { nodes: [{ orders: { nodes: [{ id: 7, placedAt: '2024-01-02T03:04:05+01:00' }] } }] } };
  expect(fromPostGraphile(answer)).toEqual({
    customers: { nodes: [{ orders: { nodes: [{ id: 'Order:7', placedAt: '2024-01-02T02:04:05.000000Z' }] } }] },
  });
});

test('a chart has a bar of the right length for each value', () => {
  const svg = chartOf({
    title: 'a < b',
    groups: [
      {
        name: 'one',
        bars: [
          ['x', 2],
          ['y', 1],
        ],
      },
    ],
    mark: 1,
    own: 'x',
  });
  const [x = 0, y = 0] = [...svg.matchAll(/<rect x="\d+" y="\d+" width="(\d+)"/g)].map(([, width]) => Number(width));
  expect(x).toBe(2 * y);
  expect(svg).toContain('a &#60; b');
});
