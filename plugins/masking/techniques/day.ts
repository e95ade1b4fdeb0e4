import { z } from 'zod';
import { period } from '../pieces.ts';
import { truncateDate } from '../values/date.ts';
import { technique } from '../technique.ts';

/** `2026-03-07T09:41:12Z` → `2026-03-07T00:00:00Z`. */
export const day = technique({
  name: 'day',
  summary: 'The beginning of its (UTC) day.',
  avoid: 'Where the time of a day is all that was hidden, and days are few.',
  chinese: { summary: '当天零点（UTC）。', avoid: '只隐藏时刻而天数不多时。' },
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['DateTime'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => period('day'),
  store: () => ({ form: 'truncate-date', unit: 'day' }),
  candidates: () => 'every moment of that day',
  example: '2026-03-07T09:41:12.345678Z',
  bind: ({ field }) => truncateDate(field.type, 'day'),
});
