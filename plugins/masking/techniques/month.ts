import { z } from 'zod';
import { truncateDate } from '../values/date.ts';
import { technique } from '../technique.ts';

/** `1990-03-07` → `1990-03-01`. */
export const month = technique({
  name: 'month',
  summary: 'The first day of its (UTC) month.',
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['Date', 'DateTime'],
  deterministic: true,
  reversible: false,
  injective: false,
  store: () => ({ form: 'truncate-date', unit: 'month' }),
  candidates: () => 28,
  example: '1990-03-07',
  bind: ({ field }) => truncateDate(field.type, 'month'),
});
