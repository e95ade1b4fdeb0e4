import { z } from 'zod';
import { withDefaultLadders } from '../../schema/terms/semantics/index.ts';
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

const candidates = z
  .strictObject({
    refuse: z
      .int()
      .min(0)
      .default(10)
      .describe('Fewer candidates than this are an error: the fields of a view, put together, give the value away.'),
    warn: z.int().min(0).default(100_000).describe('Fewer candidates than this are a warning.'),
  })
  .prefault({})
  .describe(
    'How many values must be left of a field that a view does not show in clear, all that it shows put together.',
  );

const ladder = z.strictObject({
  reduced: rung(
    'Techniques that keep a part of the truth, from the most telling to the least; the first is the default.',
  ),
  replaced: rung('Techniques that give a surrogate.'),
  withheld: rung('Techniques that keep nothing; `withhold` where it is not said.'),
});

export const maskingSection = z.strictObject({
  candidates,
  ladders: z
    .record(z.string(), ladder)
    .default({})
    .transform((written): Ladders => withDefaultLadders(written))
    .describe(
      'For each semantic type and disclosure its techniques. A disclosure that is not listed falls to the next stricter one; a semantic type that is not listed has the ladder of docs/techniques.md.',
    ),
});

/** Techniques by rung, as the policy writes them. */
export type Ladder = { readonly [R in Rung]?: readonly string[] | undefined };
export type Ladders = Readonly<Record<string, Ladder>>;
export type MaskingSection = z.infer<typeof maskingSection>;
