import { z } from 'zod';

const count = (fallback: number, meaning: string) => z.int().min(1).default(fallback).describe(meaning);

const page = z
  .strictObject({
    default: count(20, 'Rows of a connection that does not say how many it wants.'),
    max: count(1000, 'The most rows of a connection.'),
  })
  .refine((given) => given.default <= given.max, {
    path: ['default'],
    message: 'the default page is larger than the largest',
  });

export const limitsSection = z.strictObject({
  limits: z
    .strictObject({
      depth: count(12, 'How deep fields may nest.'),
      aliases: count(30, 'How many fields of a document may be renamed.'),
      tokens: count(2000, 'How long a document may be.'),
      page: page.prefault({}),
      rows: count(20_000, 'The most rows that one operation may read, all levels together.'),
      bytes: count(64 * 1024 * 1024, 'The most bytes that one operation may read from its stores.'),
      timeMs: count(30_000, 'How long one operation may read, in milliseconds.'),
    })
    .prefault({})
    .describe('How large one operation may be.'),
});

export type LimitsSection = z.infer<typeof limitsSection>;
