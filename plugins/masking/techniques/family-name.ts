import { z } from 'zod';
import { readName } from '../names/parse.ts';
import { stars } from '../values/text.ts';
import { part } from '../pieces.ts';
import { technique } from '../technique.ts';

const written = {
  chinese: (family: string) => `${family}${stars}`,
  dotted: (family: string) => `${stars}·${family}`,
  western: (family: string) => `${stars} ${family}`,
} as const;

/**
 * `欧阳小明` → `欧阳***`, `Ludwig van Beethoven` → `*** van Beethoven`. A name of one word does not fit, whichever part it is.
 * Names in Latin letters are read in Western order: of `Li Wei` it is `Wei` that stays.
 */
export const familyName = technique({
  name: 'family-name',
  summary: 'The family name; of the rest not even the length.',
  avoid: 'For rare family names: one can be enough to find a person.',
  chinese: { summary: '只留姓，名的长度也不透露。', avoid: '罕见姓氏：一个姓就可能找到人。' },
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => part('family-name'),
  candidates: () => 'everybody of that family name',
  example: 'Emma Johnson',
  bind: () => ({
    mask: (value) => {
      const name = readName(value);
      return name ? written[name.style](name.family) : null;
    },
  }),
});
