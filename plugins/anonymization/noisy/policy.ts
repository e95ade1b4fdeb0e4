import { z } from 'zod';
import { periods, widest } from '../../../schema/terms/band.ts';
import { mechanisms, type NoiseRule } from '../../../schema/terms/noise.ts';

const names = (meaning: string) => z.array(z.string().min(1)).min(1).optional().describe(meaning);
const fields = (meaning: string) => z.array(z.string().min(1)).max(8).default([]).describe(meaning);

/** The largest end of a range: a thousand rows of a person at it still fit every store's exact numbers. */
const furthest = 1_000_000_000_000;

/** What one ρ is at least and at most: a unit of a budget is 10^-12, and beyond 100 nothing is hidden. */
const rho = (meaning: string) => z.number().min(1e-9).max(100).describe(meaning);

const dimension = z.strictObject({
  band: z
    .union([z.literal(true), z.enum(periods), z.int().min(1).max(widest)])
    .default(true)
    .describe('How wide: `true` each value its own; a period of the calendar; a span of numbers.'),
  keys: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .min(1)
    .max(1000)
    .optional()
    .describe(
      'The keys that everybody may know, periods by their first day: each is answered, with anybody in it or not. Without them a group is shown only from a threshold of people on.',
    ),
});

const range = z.strictObject({
  from: z.number().min(-furthest).max(furthest),
  to: z.number().min(-furthest).max(furthest),
  places: z.int().min(0).max(4).default(0).describe('How many places behind the point count.'),
});

const aggregate = z.strictObject({
  entity: z.string().min(1),
  groupBy: z.record(z.string(), dimension).default({}).describe('What groups are told apart by; all in one without.'),
  count: z.boolean().default(false).describe('How many records.'),
  subjects: z.boolean().default(false).describe('How many different people.'),
  sum: fields('Fields that are summed up.'),
  avg: fields('Fields whose average is told; it is made of a noisy sum and a noisy count.'),
  ranges: z
    .record(z.string(), range)
    .default({})
    .describe('Between what a value counts: beyond, it counts as the end. Never taken from the data.'),
  person: z
    .strictObject({
      rows: z.int().min(1).max(1000).describe('At most so many records of one person count.'),
      groups: z.int().min(1).max(1000).default(1).describe('In at most so many groups.'),
    })
    .describe('How much of one person may be in the answer.'),
  mechanism: z.enum(mechanisms).default('gaussian'),
  rho: rho('What the whole answer costs, all groups and figures together; what noise there is follows from it.'),
});

/** `noise`, by the name of each rule. */
export const noiseRule = z.strictObject({
  roles: names('For these roles.'),
  partners: names('For these partners; for everybody, where neither roles nor partners are named.'),
  purposes: names('For these purposes; for all, where none is named.'),
  population: z.string().min(1).describe('The entity whose people are protected.'),
  period: z.enum(periods).describe('How long the budget lasts, in UTC.'),
  rho: rho('What all answers of a period may cost together, to each partner.'),
  delta: z
    .number()
    .min(1e-15)
    .max(1e-3)
    .default(1e-6)
    .describe('What ε is told for: smaller than one in all people of the population.'),
  aggregates: z
    .record(z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'an aggregate has a lower-case name'), aggregate)
    .describe('What may be asked, and nothing else.'),
});

export type NoisePolicy = z.infer<typeof noiseRule>;

/** A rule as the duty that it is. */
export const ruleOf = (name: string, { population, period, rho, delta, aggregates }: NoisePolicy): NoiseRule => ({
  name,
  population,
  period,
  rho,
  delta,
  aggregates: Object.entries(aggregates)
    .map(([own, one]) => ({
      ...one,
      name: own,
      groupBy: Object.entries(one.groupBy).map(([field, { band, keys }]) => ({ field, band, ...(keys && { keys }) })),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1)),
});
