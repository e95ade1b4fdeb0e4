import { z } from 'zod';

const names = (meaning: string) =>
  z
    .array(z.string().min(1))
    .min(1)
    .refine((list) => new Set(list).size === list.length, { message: 'a name stands here twice' })
    .describe(meaning);

export const classificationSection = z.strictObject({
  tiers: names('How sensitive data can be, from the least to the most.'),
  categories: names('What kinds of data there are.'),
});

export type ClassificationSection = z.infer<typeof classificationSection>;
