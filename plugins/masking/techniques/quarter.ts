import { z } from 'zod';
import { period } from '../pieces.ts';
import { truncateDate } from '../values/date.ts';
import { technique } from '../technique.ts';

/** `1990-05-07` → `1990-04-01`. */
export const quarter = technique({
  name: 'quarter',
  summary: 'The first day of its (UTC) quarter.',
  avoid: 'For a date of birth: `year` is what people need.',
  chinese: { summary: '所在季度（UTC）的第一天。', avoid: '出生日期：`year` 就够用。' },
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['Date', 'DateTime'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => period('quarter'),
  store: () => ({ form: 'truncate-date', unit: 'quarter' }),
  candidates: () => 90,
  example: '1990-05-07',
  bind: ({ field }) => truncateDate(field.type, 'quarter'),
});
