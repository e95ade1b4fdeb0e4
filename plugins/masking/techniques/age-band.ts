import { z } from 'zod';
import { technique } from '../technique.ts';

const top = 90;
/** Nobody is older. */
const oldest = 130;

/** 37 → 30 by tens, and 90 for whoever is older (45 CFR 164.514(b)(2)(i)(C)): the youngest age of the band. */
export const ageBand = technique({
  name: 'age-band',
  summary: 'The youngest age of its band of so many years; from 90 on it is 90.',
  avoid: 'Beside a date of birth: that tells the age.',
  chinese: { summary: '所在年龄段的最小年龄；九十岁以上均为 90。', avoid: '同一视图里有出生日期时：它已透露年龄。' },
  parameters: z.tuple([z.int().min(2).max(30)]),
  disclosure: 'reduced',
  types: ['Int'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (years) => [{ tells: 'cell', grid: 'floor', step: years }],
  call: 'age-band(10)',
  candidates: (years) => years,
  example: 37,
  bind: (_, years) => ({
    mask: (value) => {
      if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > oldest) return null;
      return value >= top ? top : Math.min(value - (value % years), top);
    },
  }),
});
