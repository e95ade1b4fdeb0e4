import { z } from 'zod';
import { binding, rowRule } from './rules.ts';

const selector = z.string().regex(/^(?:[_A-Za-z]\w*\.(?:\*|[_A-Za-z]\w*)|(?:tier|category|semantic):\S+)$/, {
  message: 'name fields as Entity.field, Entity.*, tier:T, category:C or semantic:S',
});

const coordinate = z.string().regex(/^[_A-Za-z]\w*\.[_A-Za-z]\w*$/, { message: 'name a field as Entity.field' });

const technique = z.strictObject({
  field: selector,
  by: z.string().min(1).describe('A technique of the ladder, where another than its first is wanted: keep-last(2).'),
});

const masked = z.array(z.union([selector, technique])).default([]);

/** A whole, as the policy writes it: for these purposes, these fields at these disclosures, on these rows. */
export const grantBlock = z.strictObject({
  purposes: z.array(z.string()).min(1).describe('For these purposes, and no other.'),
  roots: z.array(z.string()).default([]).describe('The connections that may be entered directly.'),
  lookup: z.array(coordinate).default([]).describe('Fields by whose full value one record may be found.'),
  lookupQuota: z
    .strictObject({
      times: z.int().min(1).max(1_000_000_000).describe('How many, found or not: a miss tells something too.'),
      per: z.enum(['day', 'month']).default('day').describe('A day or a month of UTC.'),
    })
    .optional()
    .describe('How often each caller may look up; under an agreement, all who call together.'),
  clear: z.array(selector).default([]),
  reduced: masked,
  replaced: masked,
  withheld: z.array(selector).default([]).describe('In the schema, and null with its reason.'),
  count: z.array(z.string()).default([]).describe('Entities that may be counted even where their id is not clear.'),
  statistics: z
    .array(selector)
    .default([])
    .describe(
      'Fields that may be grouped by and summed up, though nobody sees them; only where `minimumGroups` or `noise` holds.',
    ),
  rows: z.record(z.string(), rowRule).default({}).describe('Which rows of an entity; all, where it is not named.'),
  subject: binding
    .optional()
    .describe('Only what is about one person: the key of their record, `{ bind: claim.customer }`.'),
});

export type GrantBlock = z.infer<typeof grantBlock>;
