import { z } from 'zod';
import { gatewayOptions } from '../../gateway/config/options.ts';
import { policySchema } from '../../plugins/policy.ts';
import { catalogueJsonSchema } from '../../schema/catalogue/format.ts';

const options = { target: 'draft-07', io: 'input' } as const;
const titled = (file: string, schema: z.ZodType): object => ({
  title: `Scrim: ${file}`,
  ...z.toJSONSchema(schema, options),
});

const text = (schema: object): string => `${JSON.stringify(schema, null, 2)}\n`;

/** The JSON Schemas of the three files of a configuration, for completion in editors: path and text. */
export const schemaFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ['docs/schemas/catalogue.schema.json', text(catalogueJsonSchema())],
    ['docs/schemas/gateway.schema.json', text(titled('gateway.yaml', gatewayOptions))],
    ['docs/schemas/policy.schema.json', text(titled('policy.yaml', policySchema()))],
  ]);
