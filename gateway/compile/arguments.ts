import { type FieldNode, type GraphQLField, getArgumentValues, Kind, type ValueNode } from 'graphql';
import { GatewayError } from '../../schema/terms/errors.ts';
import type { FilterValue } from './filters.ts';
import type { OrderBy } from './order.ts';

/** The arguments of a fetch, coerced by the schema. */
export interface Arguments {
  readonly id?: string;
  readonly by?: Readonly<Record<string, unknown>>;
  readonly filter?: FilterValue | null;
  readonly orderBy?: OrderBy | null;
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** @throws GatewayError `BAD_USER_INPUT`; the library's own text repeats the value, so none of it is used. */
export function argumentsOf(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Arguments {
  const constant = constants.get(node);
  if (constant) return constant;
  const coerced = coercedBy(definition, node, variables);
  if (!node.arguments?.some(({ value }) => namesVariable(value))) constants.set(node, coerced);
  return coerced;
}

/** Of nodes whose arguments hold no variable: they are the same each time. */
const constants = new WeakMap<FieldNode, Arguments>();

function namesVariable(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(namesVariable);
  return value.kind === Kind.OBJECT && value.fields.some((field) => namesVariable(field.value));
}

function coercedBy(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Arguments {
  try {
    return getArgumentValues(definition, node, variables) as Arguments;
  } catch {
    throw new GatewayError('BAD_USER_INPUT', `an argument of \`${node.name.value}\` is missing or not of its type`);
  }
}

export interface PageLimits {
  readonly default: number;
  readonly max: number;
}

/** How many rows, and from which end. @throws GatewayError `BAD_USER_INPUT`, `COST_EXCEEDED` */
export function pageOf(asked: Arguments, limits: PageLimits): { readonly size: number; readonly backward: boolean } {
  const { first, last } = asked;
  if (typeof first === 'number' && typeof last === 'number') {
    throw new GatewayError('BAD_USER_INPUT', '`first` and `last` exclude each other: give one of them');
  }
  const size = first ?? last ?? limits.default;
  if (size < 0) throw new GatewayError('BAD_USER_INPUT', '`first` and `last` cannot be negative');
  if (size > limits.max) {
    throw new GatewayError(
      'COST_EXCEEDED',
      `a page has at most ${limits.max} rows: ask for fewer and follow the cursor`,
    );
  }
  return { size, backward: typeof last === 'number' };
}
