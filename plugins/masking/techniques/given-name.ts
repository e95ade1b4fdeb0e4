import { z } from 'zod';
import { part } from '../pieces.ts';
import { readName } from '../names/parse.ts';
import { stars } from '../values/text.ts';
import { technique } from '../technique.ts';

const written = {
  chinese: (given: string) => `${stars}${given}`,
  dotted: (given: string) => `${given}·${stars}`,
  western: (given: string) => `${given} ${stars}`,
} as const;

/** `欧阳小明` → `***小明`, `Ludwig van Beethoven` → `Ludwig ***`. A name of one word does not fit, whichever part it is. */
export const givenName = technique({
  name: 'given-name',
  summary: 'The given name; of the family name not even the length.',
  avoid: 'Beside a technique that shows the family name: two half names are a whole one.',
  chinese: { summary: '只留名，不留姓。', avoid: '同一视图里另有显示姓的方法时：两个半名合成全名。' },
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => part('given-name'),
  candidates: () => 'everybody of that given name',
  example: 'Emma Johnson',
  bind: () => ({
    mask: (value) => {
      const name = readName(value);
      return name ? written[name.style](name.given) : null;
    },
  }),
});
