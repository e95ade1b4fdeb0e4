import { z } from 'zod';
import { parseCall } from './call.ts';

/** The rungs of a ladder, from the most generous to the strictest. `clear` needs no technique, and `denied` has none. */
export const rungs = ['reduced', 'replaced', 'withheld'] as const;
export type Rung = (typeof rungs)[number];

const call = z.string().superRefine((text, context) => {
  try {
    parseCall(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'this is no technique' });
  }
});

const rung = (meaning: string) => z.array(call).min(1).optional().describe(meaning);

const ladder = z.strictObject({
  reduced: rung(
    'Techniques that keep a part of the truth, from the most telling to the least; the first is the default.',
  ),
  replaced: rung('Techniques that give a surrogate.'),
  withheld: rung('Techniques that keep nothing; `withhold` where it is not said.'),
});

export const maskingSection = z.strictObject({
  ladders: z
    .record(z.string(), ladder)
    .default({})
    .describe(
      'For each semantic type and disclosure its techniques. A disclosure that is not listed falls to the next stricter one.',
    ),
});

export type Ladder = z.infer<typeof ladder>;
export type Ladders = Readonly<Record<string, Ladder>>;
export type MaskingSection = z.infer<typeof maskingSection>;
