import { describe, expect, test } from 'vitest';
import { type Measured, measure } from '../../bench-text/measure.ts';
import { sentencesOf } from '../../bench-text/sentences.ts';

/** What was written before the finders met it; the development sets are easier, they made the finders. */
const heldOut = ['held-out', 'held-out-2', 'held-out-3', 'held-out-4'];
const english = measure(heldOut.flatMap((name) => sentencesOf(`en-${name}`)));
const chinese = measure(heldOut.flatMap((name) => sentencesOf(`zh-${name}`)));
const development = measure([...sentencesOf('en-development'), ...sentencesOf('zh-development')]);

const share = (type: string, ...sets: readonly Measured[]): number => {
  const rows = sets.flatMap(({ recall }) => recall[type] ?? []);
  return rows.reduce((sum, { found }) => sum + found, 0) / rows.reduce((sum, { of }) => sum + of, 0);
};
const touched = ({ clean }: Measured): number => clean.touched / clean.of;

describe('free text that no finder was made with', () => {
  test.each(['PHONE', 'EMAIL', 'ID_NUMBER', 'CARD'])('%s: at least 98 of a hundred are found whole', (type) => {
    expect(share(type, english, chinese)).toBeGreaterThanOrEqual(0.98);
  });

  test.each(['NAME', 'ADDRESS'])('%s: at least 90 of a hundred are found whole, in each language', (type) => {
    expect(share(type, english)).toBeGreaterThanOrEqual(0.9);
    expect(share(type, chinese)).toBeGreaterThanOrEqual(0.9);
  });

  test('of clean sentences at most two in a hundred are touched, in each language', () => {
    expect(touched(english)).toBeLessThanOrEqual(0.02);
    expect(touched(chinese)).toBeLessThanOrEqual(0.02);
  });

  test('what is found is nearly always personal', () => {
    for (const { precision } of [english, chinese])
      expect(Object.values(precision).reduce((sum, { of, right }) => sum + of - right, 0)).toBeLessThanOrEqual(6);
  });
});

describe('free text that the finders were made with', () => {
  test.each([
    'PHONE',
    'EMAIL',
    'ID_NUMBER',
    'CARD',
    'IP',
    'MAC',
    'URL',
    'PLATE',
    'CREDIT_CODE',
    'ACCOUNT',
    'USERNAME',
    'BIRTH_DATE',
  ])('%s: at least 98 of a hundred are found whole', (type) =>
    expect(share(type, development)).toBeGreaterThanOrEqual(0.98),
  );

  test('there are six hundred sentences and more, a third of them clean', () => {
    const all = ['development', ...heldOut].flatMap((name) => [
      ...sentencesOf(`en-${name}`),
      ...sentencesOf(`zh-${name}`),
    ]);
    expect(all.length).toBeGreaterThan(1000);
    expect(all.filter(({ spans }) => spans.length === 0).length).toBeGreaterThan(all.length / 3);
  });
});
