import { z } from 'zod';
import { period } from '../pieces.ts';
import { readDay, writeDay } from '../values/date.ts';
import { technique } from '../technique.ts';

/** `1993-03-07` → `1990-01-01` by fives: the first of January of the first year of its band. */
export const yearBand = technique({
  name: 'year-band',
  summary: 'The beginning of its band of so many years: of fives, tens …',
  avoid: 'Where rows are filtered by it: `year` has a form in the store.',
  chinese: { summary: '所在年段（五年、十年……）的开始。', avoid: '需要按它筛选时：`year` 能在库里计算。' },
  parameters: z.tuple([z.int().min(2).max(100)]),
  disclosure: 'reduced',
  types: ['Date', 'DateTime'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (years) => period('year', years),
  call: 'year-band(5)',
  candidates: (years) => 365 * years,
  example: '1993-03-07',
  bind: ({ field }, years) => ({
    mask: (value) => {
      const at = readDay(field.type, value);
      // The first band begins with the year 1: there is no year 0.
      const year = at && Math.max(1, at.year - (at.year % years));
      return year ? writeDay(field.type, { year, month: 1, day: 1, time: '' }) : null;
    },
  }),
});
