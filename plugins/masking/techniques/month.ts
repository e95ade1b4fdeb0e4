import { z } from 'zod';
import { truncateDate } from '../values/date.ts';
import { period } from '../pieces.ts';
import { technique } from '../technique.ts';

/** `1990-03-07` → `1990-03-01`. */
export const month = technique({
  name: 'month',
  summary: 'The first day of its (UTC) month.',
  avoid: 'For a date of birth: thirty days are few. `year` then.',
  chinese: { summary: '所在月（UTC）的第一天。', avoid: '出生日期：三十天太少，用 `year`。' },
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['Date', 'DateTime'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => period('month'),
  store: () => ({ form: 'truncate-date', unit: 'month' }),
  candidates: () => 28,
  example: '1990-03-07',
  bind: ({ field }) => truncateDate(field.type, 'month'),
});
