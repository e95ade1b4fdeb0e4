import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

export const binding = z.strictObject({
  bind: z
    .templateLiteral([z.enum(['principal.id']).or(z.templateLiteral(['claim.', z.string().min(1)]))])
    .describe('What only the request knows: principal.id, or claim.NAME of the token.'),
});

const operand = z.union([scalar, binding]);
const list = z.array(operand).min(1);

const plain = {
  eq: operand.optional(),
  in: list.optional(),
  lt: operand.optional(),
  lte: operand.optional(),
  gt: operand.optional(),
  gte: operand.optional(),
  isNull: z.boolean().optional(),
};

const some = (value: object): boolean => Object.keys(value).length > 0;
const one = (value: object): boolean => Object.keys(value).length === 1;

/**
 * `not` takes one operator: the negation of several would be a choice between them, which a list of rules says plainly.
 */
const negated = z.strictObject(plain).refine(one, { message: '`not` takes exactly one operator' });

const operators = z
  .strictObject({ ...plain, not: z.union([operand, list, negated]).optional() })
  .refine(some, { message: 'say with which operator' });

/** What a field has to be: a value, one of a list, or every one of some operators. */
const condition = z.union([operand, list, operators]);

const path = z.string().regex(/^[_A-Za-z]\w*(?:\.[_A-Za-z]\w*)*$/, {
  message: 'name a field of the entity, or of one that it belongs to: customer.city',
});

const alternative = z
  .record(path, condition)
  .refine(some, { message: 'an empty rule would give every row: leave it out' });

/** Every condition of a map, any map of a list. */
export const rowRule = z.union([alternative, z.array(alternative).min(1)]);

export type RowRule = z.infer<typeof rowRule>;
export type Condition = z.infer<typeof condition>;
