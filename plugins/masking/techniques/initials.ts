import { z } from 'zod';
import { part } from '../pieces.ts';
import { readName } from '../names/parse.ts';
import { stars } from '../values/text.ts';
import { technique } from '../technique.ts';

const initial = (name: string): string => /\p{L}/u.exec(name)?.[0]?.toUpperCase() ?? '';

/** `王小明` → `王***`, `欧阳小明` → `欧***`, `Emma van Dyk` → `E. D.`: of a Chinese name its first character, of others the first letters. */
export const initials = technique({
  name: 'initials',
  summary: 'The first character of a Chinese name; the first letters of given and family name of others.',
  avoid: 'For rare names: two letters and a city can be one person.',
  chinese: {
    summary: '中文姓名的第一个字；其他姓名的首字母。',
    avoid: '罕见姓名：两个字母加一个城市就可能指向一个人。',
  },
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => part('initials'),
  candidates: () => 'everybody of those initials',
  example: 'Emma Johnson',
  bind: () => ({
    mask: (value) => {
      const name = readName(value);
      if (!name) return null;
      if (name.style === 'chinese') return `${initial(name.family)}${stars}`;
      const family = name.family.split(' ').findLast((word) => /\p{L}/u.test(word)) ?? '';
      return `${initial(name.given)}. ${initial(family)}.`;
    },
  }),
});
