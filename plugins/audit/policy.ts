import { z } from 'zod';

export const auditSection = z.strictObject({
  audit: z
    .strictObject({
      record: z.literal('always').default('always').describe('Refusals and answers alike: there is no other choice.'),
    })
    .prefault({})
    .describe('What goes on record.'),
});

export type AuditSection = z.infer<typeof auditSection>;
