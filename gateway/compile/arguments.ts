import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  isNonNullType,
  Kind,
  type ValueNode,
  valueFromAST,
} from 'graphql';
import { GatewayError } from '../../schema/terms/errors.ts';
import type { FilterValue } from './filters.ts';
import type { OrderBy } from './order.ts';

/** The arguments of a fetch, coerced by the schema. */
export interface Arguments {
  readonly id?: string;
  readonly by?: Readonly<Record<string, unknown>>;
  readonly filter?: FilterValue | null;
  readonly groupBy?: Readonly<Record<string, unknown>> | null;
  readonly orderBy?: OrderBy | null;
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/**
 * As the specification has it (section 6.4.1). What holds no variable is coerced once for each place.
 * @throws GatewayError `BAD_USER_INPUT`; nothing of a value is in it
 */
export function argumentsOf(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Arguments {
  const { constant, open } = preparedOf(definition, node);
  if (open.length === 0) return constant;
  const given: Record<string, unknown> = { ...constant };
  for (const { argument, value } of open) {
    const { name, type, defaultValue } = argument;
    const absent = value.kind === Kind.VARIABLE && !Object.hasOwn(variables, value.name.value);
    const coerced = absent ? defaultValue : valueFromAST(value, type, variables);
    // Absent, it may be left out; present, it is of its type.
    if (coerced === undefined ? !absent || isNonNullType(type) : coerced === null && isNonNullType(type))
      throw unfit(node);
    if (coerced !== undefined) given[name] = coerced;
  }
  return given;
}

interface Prepared {
  readonly constant: Arguments;
  /** The arguments that variables stand in. */
  readonly open: readonly { readonly argument: GraphQLArgument; readonly value: ValueNode }[];
}

/** By the field of a schema first: another schema may read the same document otherwise. */
const prepared = new WeakMap<GraphQLField<unknown, unknown>, WeakMap<FieldNode, Prepared>>();

function preparedOf(definition: GraphQLField<unknown, unknown>, node: FieldNode): Prepared {
  const known = prepared.get(definition) ?? new WeakMap<FieldNode, Prepared>();
  prepared.set(definition, known);
  const made = known.get(node) ?? prepare(definition, node);
  known.set(node, made);
  return made;
}

function prepare(definition: GraphQLField<unknown, unknown>, node: FieldNode): Prepared {
  const constant: Record<string, unknown> = {};
  const open: { argument: GraphQLArgument; value: ValueNode }[] = [];
  for (const argument of definition.args) {
    const value = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
    if (value && namesVariable(value)) {
      open.push({ argument, value });
      continue;
    }
    const coerced = value ? valueFromAST(value, argument.type) : argument.defaultValue;
    if (coerced === undefined ? value !== undefined || isNonNullType(argument.type) : false) throw unfit(node);
    if (coerced !== undefined) constant[argument.name] = coerced;
  }
  return { constant, open };
}

function namesVariable(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(namesVariable);
  return value.kind === Kind.OBJECT && value.fields.some((field) => namesVariable(field.value));
}

const unfit = (node: FieldNode): GatewayError =>
  new GatewayError('BAD_USER_INPUT', `an argument of \`${node.name.value}\` is missing or not of its type`);

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
