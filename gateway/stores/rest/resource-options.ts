import { z } from 'zod';
import { count, json, parameters, place, pointer, relative } from './places.ts';

const filterOperators = ['eq', 'in', 'lt', 'lte', 'gt', 'gte', 'startsWith', 'isNull'] as const;

const filter = z.union([
  place,
  z.strictObject({
    put: place,
    value: json
      .optional()
      .describe('What is put there: `{value}` in its texts is replaced. The value where nothing is said.'),
    only: z
      .string()
      .optional()
      .describe(
        'A pattern of texts that may be put there; others are compared in the gateway. Where a value stands in a longer text it is letters, digits and ` @._+-`.',
      ),
    join: z
      .string()
      .min(1)
      .optional()
      .describe(
        'With `in`: what the values are joined by; without it the parameter is repeated, and in a body it is a list.',
      ),
    most: count(10_000).default(100).describe('With `in`: the most values of one call.'),
    exact: z
      .boolean()
      .default(false)
      .describe('It gives what fits and nothing else: totals may be taken from the API.'),
  }),
]);

const field = z.strictObject({
  at: pointer.optional().describe('Where its value stands in a record; `/` and its name where nothing is said.'),
  format: z
    .enum(['epoch-seconds', 'epoch-milliseconds', 'text-seconds'])
    .optional()
    .describe(
      'How the API writes a moment, where it is no text of all its digits; `text-seconds` is `2026-01-31T08:00:00+00:00`.',
    ),
  empty: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .default([])
    .describe('Values that mean null: `[""]`.'),
  filters: z
    .partialRecord(z.enum(filterOperators), filter)
    .default({})
    .describe('Operators that the API has for it: each gives all records that fit, and may give more.'),
  sort: z
    .strictObject({ asc: z.record(place, json).optional(), desc: z.record(place, json).optional() })
    .default({})
    .describe(
      'What asks for records ordered by it; `{ asc: {} }` where they always come so. Text by code point, nulls last ascending and first descending.',
    ),
});

const size = place.optional().describe('The place of the number of records of a page.');
const items = count(10_000).default(100).describe('How many records a page has.');
const paging = z
  .discriminatedUnion('by', [
    z.strictObject({ by: z.literal('none') }),
    z.strictObject({ by: z.literal('offset'), offset: place, size, items, more: pointer.optional() }),
    z.strictObject({
      by: z.literal('page'),
      page: place,
      first: z.int().min(0).default(1),
      size,
      items,
      more: pointer.optional(),
    }),
    z.strictObject({ by: z.literal('token'), token: place, next: pointer, size, items }),
    z.strictObject({
      by: z.literal('link'),
      next: pointer
        .optional()
        .describe('Where the address of the next page stands; the header `Link` where nothing is said.'),
      size,
      items,
    }),
  ])
  .default({ by: 'none' })
  .describe('How further records are asked for.');

/** What a catalogue calls a table. */
export const resource = z.strictObject({
  key: z.string().min(1).describe('The field that is the key of its records.'),
  fields: z.record(z.string().min(1), field).describe('The columns that a catalogue may name.'),
  list: z.strictObject({
    path: relative,
    method: z
      .enum(['GET', 'POST'])
      .default('GET')
      .describe('`POST` where it is how the API is asked; it must change nothing.'),
    say: parameters,
    items: pointer.default('').describe('Where the list of records stands in the answer.'),
    total: pointer.optional().describe('Where the number of all records that fit stands in the answer.'),
    paging,
  }),
  byId: z
    .strictObject({
      path: relative.refine((path) => path.includes('{key}'), 'the path holds `{key}`'),
      say: parameters,
      item: pointer.default('').describe('Where the record stands in the answer: the record, or a list of one.'),
    })
    .optional()
    .describe('How one record is asked for by its key. 404 means that there is none.'),
  byIds: z
    .strictObject({
      path: relative.optional().describe('The path of the list where nothing is said.'),
      put: place,
      join: z.string().min(1).optional().describe('What the keys are joined by; without it the parameter is repeated.'),
      most: count(10_000).default(100).describe('The most keys of one call.'),
    })
    .optional()
    .describe(
      'How several records are asked for by their keys, all in one page, unless the API says that there are more.',
    ),
  select: z
    .strictObject({
      put: place,
      join: z.string().min(1).optional().describe('What joins them; without it they are a list.'),
      always: z.array(z.string()).default([]),
    })
    .optional()
    .describe('Where the API is told which fields to give; the first name of their `at` is said.'),
  sortJoin: z.string().min(1).optional().describe('What joins several terms of an order; without it there is one.'),
  ties: z.boolean().default(false).describe('Records that an order leaves equal come by their key, ascending.'),
});

export type Resource = z.infer<typeof resource>;
export type ResourceField = z.infer<typeof field>;
export type Paging = Resource['list']['paging'];
export type PushedOperator = (typeof filterOperators)[number];
