import {
  coerceInputValue,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromAST,
} from 'graphql';
import { GatewayError } from '../../schema/terms/errors.ts';
import { faultAt, nestedDeeper } from './input-faults.ts';

export type Variables = Readonly<Record<string, unknown>>;
export type Coerced = { readonly values: Variables } | { readonly errors: readonly GatewayError[] };

const maxErrors = 10;
/** A type of the schema may contain itself, so what the type allows does not bound the recursion. */
const maxNesting = 50;

/**
 * The variables of an operation as its types want them. What the operation does not declare is ignored, as the
 * specification says. Errors name variable, type and path; a value that was sent is never repeated.
 */
export function coerceVariables(schema: GraphQLSchema, operation: OperationDefinitionNode, raw: Variables): Coerced {
  if (nestedDeeper(raw, maxNesting))
    return { errors: [new GatewayError('COST_EXCEEDED', `the variables are nested more than ${maxNesting} deep`)] };
  const errors: GatewayError[] = [];
  const entries: [string, unknown][] = [];
  for (const definition of operation.variableDefinitions ?? []) {
    const one = coerceOne(schema, definition, raw);
    if ('errors' in one) errors.push(...one.errors);
    else if ('value' in one) entries.push([definition.variable.name.value, one.value]);
    if (errors.length >= maxErrors) break;
  }
  return errors.length > 0 ? { errors: errors.slice(0, maxErrors) } : { values: Object.fromEntries(entries) };
}

type One = { readonly value: unknown } | { readonly absent: true } | { readonly errors: readonly GatewayError[] };

function coerceOne(schema: GraphQLSchema, definition: VariableDefinitionNode, raw: Variables): One {
  const name = definition.variable.name.value;
  const type = typeFromAST(schema, definition.type);
  const refuse = (text: string): One => ({ errors: [fault(definition, `variable \`$${name}\` ${text}`)] });
  if (!type || !isInputType(type)) return refuse('is of a type that a variable cannot have');
  const given = Object.hasOwn(raw, name) ? raw[name] : undefined;
  if (given !== undefined && !(given === null && isNonNullType(type))) return coerceGiven(definition, type, given);
  if (given === undefined && definition.defaultValue) return { value: valueFromAST(definition.defaultValue, type) };
  return isNonNullType(type) ? refuse(`is needed: a \`${type}\``) : { absent: true };
}

/** Thrown by the collector when it has seen enough: a list can hold a hundred thousand wrong items. */
const enough = Symbol('enough');

function coerceGiven(definition: VariableDefinitionNode, type: GraphQLInputType, given: unknown): One {
  const errors: GatewayError[] = [];
  const collect = (path: readonly (string | number)[], invalid: unknown): void => {
    const text = faultAt(type, path, invalid);
    const at = path.length > 0 ? `, at \`${path.join('.')}\`` : '';
    errors.push(fault(definition, `variable \`$${definition.variable.name.value}\` ${text}${at}`));
    if (errors.length >= maxErrors) throw enough;
  };
  try {
    const value = coerceInputValue(given, type, collect, true);
    return errors.length > 0 ? { errors } : { value };
  } catch (thrown) {
    if (thrown !== enough) throw thrown;
    return { errors };
  }
}

function fault(definition: VariableDefinitionNode, text: string): GatewayError {
  const start = definition.loc?.startToken;
  return new GatewayError(
    'BAD_USER_INPUT',
    text,
    start ? { locations: [{ line: start.line, column: start.column }] } : {},
  );
}
