import { z } from 'zod';
import { fieldTypes } from '../terms/field.ts';
import { keyTypes } from './catalogue.ts';

/** GraphQL's `Name` (section 2.1.9), without the two underscores that it keeps for itself. */
const graphqlName = /^(?!__)[A-Za-z_][A-Za-z0-9_]*$/;
/** A database name as it stands between quotes: letters of any script, digits, `_` and `$`, as many as PostgreSQL keeps. */
const databaseName = /^[\p{L}_][\p{L}\p{N}_$]{0,62}$/u;
const tableName = /^[\p{L}_][\p{L}\p{N}_$]{0,62}(\.[\p{L}_][\p{L}\p{N}_$]{0,62})?$/u;
const term = /^[a-z][a-z0-9-]*$/;

const name = (what: string): z.ZodString =>
  z
    .string()
    .regex(graphqlName, `${what} is a GraphQL name: letters, digits and \`_\`, not beginning with a digit or \`__\``);
const column = z.string().regex(databaseName, 'a column is one database name: letters, digits, `_` and `$`');
const word = (what: string): z.ZodString =>
  z.string().regex(term, `${what} is written in lower case: letters, digits and \`-\``);

const field = z
  .strictObject({
    type: z.enum(fieldTypes).optional().describe('the type of its values; `String` where nothing is said'),
    tier: word('a tier').describe('say how sensitive it is: one of the tiers of policy.yaml'),
    category: word('a category').describe('say what kind of data it is: one of the categories of policy.yaml'),
    semantic: word('a semantic type')
      .optional()
      .describe('what it is (phone, person-name …): it chooses how it is masked'),
    column: column.optional().describe('the column it is read from; its name in snake_case where nothing is said'),
    values: z.array(name('a value of an enum')).min(1).optional().describe('the values of an `Enum`'),
    description: z.string().min(1).optional().describe('one sentence for those who read the API'),
  })
  .describe('say its `tier` and `category`: `{ tier: …, category: … }`');

const relation = z.strictObject({
  to: name('an entity').describe('say which entity it leads to'),
  via: column.describe('say which column, on the many side, holds the key of the one side'),
  many: z.boolean().optional().describe('whether it leads to many records; `false` where nothing is said'),
  description: z.string().min(1).optional().describe('one sentence for those who read the API'),
});

const subject = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/,
    '`subject` is `self`, `none` or a path of relations: `order.customer`',
  );

const entity = z
  .strictObject({
    description: z.string().min(1).optional().describe('one sentence for those who read the API'),
    store: z.string().min(1).describe('say which store of gateway.yaml holds it'),
    table: z
      .string()
      .regex(tableName, 'a table is `name` or `schema.name`: letters, digits, `_` and `$`')
      .describe('say which table holds it: `orders`, or with its schema `shop.orders`'),
    key: z
      .strictObject({
        column: column.describe('say which column is the primary key'),
        type: z.enum(keyTypes).describe(`say which type it has: ${keyTypes.join(', ')}`),
      })
      .describe('say which column is the primary key: `key: { column: id, type: integer }`'),
    subject: subject
      .optional()
      .describe('whom its rows are about: `self`, a path of relations to that entity (`order.customer`), or `none`'),
    roots: z
      .strictObject({
        one: name('a root').optional().describe('a root field that takes an id: `customer`'),
        many: name('a root').optional().describe('a root field that is a connection: `customers`'),
        lookup: name('a root')
          .optional()
          .describe('a root field that finds one record by a full value: `customerLookup`'),
      })
      .optional()
      .describe('names of root fields'),
    fields: z.record(name('a field'), field).describe('say which fields there are; `id` is always one of them'),
    relations: z.record(name('a relation'), relation).optional().describe('how it leads to other entities'),
  })
  .describe('say its `store`, `table`, `key` and `fields`');

/** The shape of `catalogue.yaml`. What it means together is checked by the lint. */
export const catalogueFormat = z.strictObject({
  entities: z.record(name('an entity'), entity).describe('say which entities there are'),
});

export type CatalogueFile = z.infer<typeof catalogueFormat>;
export type EntityFile = CatalogueFile['entities'][string];
export type FieldFile = EntityFile['fields'][string];

/** The JSON Schema of `catalogue.yaml`, for completion in editors. */
export const catalogueJsonSchema = (): object => ({
  title: 'Scrim: catalogue.yaml',
  ...z.toJSONSchema(catalogueFormat, { target: 'draft-07', io: 'input' }),
});
