import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type PothosOutputFieldConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import type { GraphQLFieldResolver, GraphQLSchema, GraphQLTypeResolver } from 'graphql';
import type { Privacy } from './privacy.ts';
import { slim } from './slim.ts';

declare global {
  namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      readonly privacy: PrivacyPlugin<Types>;
    }
    // The parameters are Pothos's own: interfaces merge only where they are the same.
    interface FieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      ParentShape = unknown,
      Type extends TypeParam<Types> = TypeParam<Types>,
      Nullable extends FieldNullability<Type> = FieldNullability<Type>,
      Args extends InputFieldMap = InputFieldMap,
      ResolveShape = unknown,
      ResolveReturnShape = unknown,
    > {
      /** What stands behind this field. */
      readonly privacy: Privacy;
    }
  }
}

/** INVARIANT: a schema that was built has `extensions.privacy` on every field of every type, and no field reads anything. */
class PrivacyPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { privacy } = config.pothosOptions as { readonly privacy?: Privacy };
    if (!privacy) throw new Error(`\`${config.parentType}.${config.name}\` has no \`privacy\`: nobody could judge it`);
    return { ...config, extensions: { ...config.extensions, privacy } };
  }

  override wrapResolve(): GraphQLFieldResolver<unknown, Types['Context'], object> {
    return unread;
  }

  override wrapResolveType(): GraphQLTypeResolver<unknown, Types['Context']> {
    return unread;
  }

  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    return slim(schema);
  }
}

/** The resolver of every field: data is answered by the plan's executor and by nothing else. */
export function unread(): never {
  throw new Error('a field of this schema was executed: data is read by plans alone');
}

SchemaBuilder.registerPlugin('privacy', PrivacyPlugin);

interface Text {
  readonly Input: string;
  readonly Output: string;
}

/** A new builder: every schema has its own. */
export const newBuilder = () =>
  new SchemaBuilder<{ Scalars: { ID: Text; BigInt: Text; Decimal: Text; Date: Text; DateTime: Text; JSON: Text } }>({
    plugins: ['privacy'],
  });

export type Builder = ReturnType<typeof newBuilder>;
