import { z } from 'zod';
import { addDays, readDay, writeDay } from '../values/date.ts';
import { technique } from '../technique.ts';

/** `1990-03-07` → `1990-04-18`: every date of a subject is moved by the same number of days, at most so many and never none, drawn by a key of
 * the recipient. Order and intervals survive, and so does the time of the day. Where the row is about nobody the value does not fit. */
export const dateShift = technique({
  name: 'date-shift',
  summary: 'The date moved by a secret number of days, the same for all dates of a person.',
  avoid:
    'Where one date of the person can be known: it tells the others. Beside the same date in clear it hides nothing.',
  chinese: {
    summary: '日期平移若干天（保密），同一人的所有日期平移相同。',
    avoid: '其中一个日期可能为人所知时：其余随之暴露。同一日期若另有明文，则毫无遮掩。',
  },
  parameters: z.tuple([z.int().min(1).max(3650)]),
  disclosure: 'reduced',
  types: ['Date', 'DateTime'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (days) => [{ tells: 'shifted', within: days }],
  perSubject: true,
  call: 'date-shift(180)',
  candidates: (days) => 2 * days,
  example: '1990-03-07',
  bind: ({ field, surrogates }, days) => ({
    mask: (value, _, subject) => {
      const at = subject === undefined ? undefined : readDay(field.type, value);
      if (!at || subject === undefined) return null;
      const drawn = surrogates.drawFor(subject) % (2 * days);
      // INVARIANT: never zero: 1 to `days` later, or as many earlier.
      const moved = addDays(at, drawn < days ? drawn + 1 : days - drawn - 1);
      return moved ? writeDay(field.type, moved) : null;
    },
  }),
});
