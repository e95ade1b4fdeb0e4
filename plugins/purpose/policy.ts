import { z } from 'zod';
import { legalBases } from '../legal-bases.ts';

const purpose = z.strictObject({
  description: z.string().min(1).describe('What it is for, in words that a data subject understands.'),
  legalBasis: z.enum(legalBases),
  tier: z.string().describe('The most sensitive tier that this purpose may ever touch.'),
  categories: z.array(z.string()).describe('The kinds of data that this purpose is for.'),
});

export const purposeSection = z.strictObject({
  tiers: z.array(z.string()),
  categories: z.array(z.string()),
  purposes: z.record(z.string().min(1), purpose).describe('Why data may be read.'),
});

export type PurposeSection = z.infer<typeof purposeSection>;
