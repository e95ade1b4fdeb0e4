import { z } from 'zod';
import { periods, widest } from '../../schema/terms/band.ts';
import { noiseRule } from './noisy/policy.ts';

const names = (meaning: string) => z.array(z.string().min(1)).min(1).optional().describe(meaning);

const band = z
  .union([z.literal(true), z.enum(periods), z.int().min(1).max(widest)])
  .describe('How wide: `true` each value its own; a period of the calendar; a span of numbers.');

const rule = z.strictObject({
  roles: names('For these roles.'),
  partners: names('For these partners; for everybody, where neither roles nor partners are named.'),
  purposes: names('For these purposes; for all, where none is named.'),
  size: z.int().min(2).max(1_000_000).describe('How many different people a group is about at least.'),
  dominance: z
    .int()
    .min(1)
    .max(99)
    .default(50)
    .describe('How many percent of the sum of a group may come from one person.'),
  grid: z
    .record(z.string(), z.record(z.string(), band))
    .default({})
    .describe('By entity the fields that may be grouped and filtered by, and how wide: together the finest groups.'),
});

export const anonymizationSection = z.strictObject({
  purposes: z.record(z.string(), z.unknown()).default({}),
  roles: z.record(z.string(), z.unknown()).default({}),
  partners: z.record(z.string(), z.unknown()).default({}),
  minimumGroups: z
    .array(rule)
    .default([])
    .describe('Who gets figures only of groups of so many people. Smaller groups are left out of every figure.'),
  noise: z
    .record(z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'a rule has a lower-case name'), noiseRule)
    .default({})
    .describe(
      'Who gets figures only with noise (differential privacy), of registered aggregates alone, within a budget. The name of a rule is that of its account: another one begins with a full budget.',
    ),
});

export type AnonymizationSection = z.infer<typeof anonymizationSection>;
export type GroupRule = z.infer<typeof rule>;
