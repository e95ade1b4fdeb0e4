import { z } from 'zod';
import { chineseName, dottedName } from '../names/chinese.ts';
import { westernName } from '../names/western.ts';
import { stars, wellFormed } from '../values/text.ts';
import { technique } from '../technique.ts';

/** Longer text than this is no name. */
const longest = 100;
const betweenHan = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu;

/**
 * `欧阳小明` → `欧阳***`, `Ludwig van Beethoven` → `*** van Beethoven`. A name of one word does not fit, whichever part it is.
 * Names in Latin letters are read in Western order: of `Li Wei` it is `Wei` that stays.
 */
export const familyName = technique({
  name: 'family-name',
  summary: 'The family name; of the rest not even the length.',
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  candidates: () => 'everybody of that family name',
  example: 'Emma Johnson',
  bind: () => ({
    mask: (value) => {
      const text = wellFormed(value);
      if (text === undefined || text.length > longest) return null;
      const name = text.normalize('NFKC').trim().replace(betweenHan, '');
      const chinese = chineseName(name);
      if (chinese) return `${chinese.family}${stars}`;
      const dotted = dottedName(name);
      if (dotted) return `${stars}·${dotted.family}`;
      const western = westernName(name);
      return western ? `${stars} ${western.family}` : null;
    },
  }),
});
