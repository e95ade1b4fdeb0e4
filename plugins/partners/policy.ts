import { z } from 'zod';
import { withDefaultLadders } from '../../schema/terms/semantics/index.ts';
import { grantBlock } from '../grants/block.ts';
import { legalBases } from '../legal-bases.ts';

const day = z.iso.date().describe('A day, UTC: 2026-12-31.');

const agreement = z.strictObject({
  legalBasis: z.enum(legalBases),
  from: day.describe('In force from the beginning of this day, UTC.'),
  until: day.describe('In force to the end of this day, UTC.'),
  review: day.optional().describe('When somebody looks at it again.'),
  suspended: z.boolean().default(false).describe('Suspended: as if it had ended.'),
  countries: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe("Only people of these countries, by the field of semantic type `country` of the subject's entity."),
  terms: z.string().min(1).describe('What the partner has agreed to, in a sentence; each answer carries it.'),
  grants: z.array(grantBlock).min(1),
});

const partner = z.strictObject({
  name: z.string().min(1),
  contact: z.string().min(1).optional(),
  agreements: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'an agreement has a lower-case id'), agreement),
});

export const partnersSection = z.strictObject({
  tiers: z.array(z.string()),
  purposes: z.record(z.string(), z.unknown()),
  ladders: z
    .record(z.string(), z.unknown())
    .default({})
    .transform(withDefaultLadders<unknown>),
  partners: z
    .record(z.string().min(1), partner)
    .default({})
    .describe('With whom data is shared, under which agreements.'),
});

export type PartnersSection = z.infer<typeof partnersSection>;
export type Agreement = z.infer<typeof agreement>;
