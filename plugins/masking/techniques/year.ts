import { z } from 'zod';
import { truncateDate } from '../values/date.ts';
import { technique } from '../technique.ts';

/** `1990-03-07` → `1990-01-01`. */
export const year = technique({
  name: 'year',
  summary: 'The first of January of its (UTC) year.',
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['Date', 'DateTime'],
  deterministic: true,
  reversible: false,
  injective: false,
  store: () => ({ form: 'truncate-date', unit: 'year' }),
  candidates: () => 365,
  example: '1990-03-07',
  bind: ({ field }) => truncateDate(field.type, 'year'),
});
