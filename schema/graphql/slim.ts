import {
  type GraphQLSchema,
  isInputObjectType,
  isIntrospectionType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import type { Privacy } from './privacy.ts';

interface Extended {
  extensions: Readonly<Record<string, unknown>>;
}

const nothing: Readonly<Record<string, unknown>> = Object.freeze({});

/**
 * Leaves `privacy` as the one extension. What Pothos keeps beside it holds the whole builder alive, some megabytes a schema, and has no
 * business in anything that is printed.
 */
export function slim(schema: GraphQLSchema): GraphQLSchema {
  const clear = (one: Extended): void => {
    one.extensions = nothing;
  };
  for (const type of Object.values(schema.getTypeMap())) {
    // GraphQL's own are shared by every schema of the process.
    if (isSpecifiedScalarType(type) || isIntrospectionType(type)) continue;
    clear(type);
    if (isInputObjectType(type)) Object.values(type.getFields()).forEach(clear);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { privacy } = field.extensions as { readonly privacy: Privacy };
      field.extensions = Object.freeze({ privacy: Object.freeze(privacy) });
      field.args.forEach(clear);
    }
  }
  return schema;
}
