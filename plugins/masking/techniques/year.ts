import { z } from 'zod';
import { truncateDate } from '../values/date.ts';
import { period } from '../pieces.ts';
import { technique } from '../technique.ts';

/** `1990-03-07` → `1990-01-01`. */
export const year = technique({
  name: 'year',
  summary: 'The first of January of its (UTC) year.',
  avoid: 'For the very old: few are left of their year. `year-band(10)` then.',
  chinese: { summary: '所在年（UTC）的一月一日。', avoid: '高龄者：同年出生的已不多，用 `year-band(10)`。' },
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['Date', 'DateTime'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => period('year'),
  store: () => ({ form: 'truncate-date', unit: 'year' }),
  candidates: () => 365,
  example: '1990-03-07',
  bind: ({ field }) => truncateDate(field.type, 'year'),
});
