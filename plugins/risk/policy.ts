import { z } from 'zod';

const share = (meaning: string) => z.number().min(0).max(1).optional().describe(meaning);

const bound = z.strictObject({
  alone: share('The largest share of rows that may stand alone: rows that no other person shares.'),
  marketer: share('The largest share of rows that somebody who knows everybody may be expected to name.'),
});

export const riskSection = z.strictObject({
  risk: z
    .record(z.string(), bound)
    .default({})
    .describe('For each purpose how unique people may be by what is shown for it; `scrim risk` measures it.'),
});

export type RiskSection = z.infer<typeof riskSection>;
export type RiskBound = z.infer<typeof bound>;
