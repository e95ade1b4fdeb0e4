import { z } from 'zod';

const kinds = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .describe('The kind of consent that is needed, or all of several.');

const records = z.strictObject({
  relation: z.string().min(1).describe('The to-many relation of the data subject to the records of their consents.'),
  kind: z.string().min(1).describe('The field that says what was consented to.'),
  withdrawn: z.string().min(1).describe('The field that says when it was withdrawn: null as long as it holds.'),
});

const field = z.strictObject({
  field: z.string().regex(/^[_A-Za-z]\w*\.[_A-Za-z]\w*$/, { message: 'name a field as Entity.field' }),
  kinds,
  purposes: z.array(z.string()).min(1).optional().describe('For these purposes; for every one where it is left out.'),
});

const consent = z.strictObject({
  records: records.describe('Where consents lie.'),
  purposes: z.record(z.string(), kinds).default({}).describe('Purposes for which only people who consented exist.'),
  fields: z.array(field).default([]).describe('Fields that are withheld without a consent.'),
});

export const consentSection = z.strictObject({
  purposes: z.record(z.string(), z.unknown()),
  consent: consent.optional().describe('Which purposes and fields need which consent.'),
});

export type ConsentSection = z.infer<typeof consentSection>;
export type ConsentRules = NonNullable<ConsentSection['consent']>;
