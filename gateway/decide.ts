import { execute, getOperationAST, Kind, type OperationDefinitionNode } from 'graphql';
import type { Value } from '../schema/terms/field.ts';
import { GatewayError } from '../schema/terms/errors.ts';
import type { Asked } from './asked.ts';
import type { BoundPlan } from './bound.ts';
import { bind } from './compile/bind.ts';
import type { Cursors } from './compile/binding.ts';
import type { Gateway } from './gateway.ts';
import { coerceVariables } from './http/coerce-variables.ts';
import { declare } from './identify/profile.ts';
import type { Plan } from './plan.ts';

/** An operation after judging. Refusals are values: they flow on, and nothing is fetched. */
export interface Decided {
  readonly purpose?: string;
  /** Absent where the document is none, or does not fit the schema. */
  readonly plan?: Plan;
  readonly bound?: BoundPlan;
  readonly refusals: readonly GatewayError[];
}

/** Who asks, for what purpose; what is allowed; and the statements that fetch it. No store is touched. */
export function decide(gateway: Gateway, asked: Asked): Decided {
  if (asked.refusals.length > 0) return { refusals: asked.refusals };
  const { edition, entitlement, principal } = asked.asker;
  const declared = attempt(() =>
    declare({
      principal,
      ...asked.purpose,
      policyPurposes: edition.purposes,
      grantedPurposes: edition.grantedPurposes(entitlement),
    }),
  );
  if ('refusal' in declared) return { refusals: [declared.refusal] };
  const { purpose } = declared.value;
  const operation = asked.document && getOperationAST(asked.document, asked.operationName);
  if (!asked.document || !operation) throw new Error('a document without refusals has an operation');
  const { document, source } = asked;
  const now = gateway.clock().getTime() / 1000;
  const plan = edition.plan(
    { document, source, operation, entitlement, ...(purpose !== undefined && { purpose }) },
    now,
  );
  const said = { ...(purpose !== undefined && { purpose }), plan };
  if (plan.refusals.length > 0) return { ...said, refusals: plan.refusals };
  const coerced = coerceVariables(edition.schema(entitlement), operation, asked.variables);
  if ('errors' in coerced) return { ...said, refusals: coerced.errors };
  const bound = bindTo(gateway, asked, plan, coerced.values);
  return { ...said, bound, refusals: bound.refusals };
}

function bindTo(gateway: Gateway, asked: Asked, plan: Plan, variables: Readonly<Record<string, unknown>>): BoundPlan {
  const { edition, entitlement, principal } = asked.asker;
  const claims = Object.entries(principal.claims).map(([name, value]) => [`claim.${name}`, value] as const);
  const bindings: Readonly<Record<string, Value>> = { 'principal.id': principal.id, ...Object.fromEntries(claims) };
  return bind(plan, {
    catalogue: edition.catalogue,
    variables,
    bindings,
    page: edition.limits.page,
    purposes: edition.purposesWhere(entitlement),
    cursors: cursorsOf(gateway),
    nests: (store) => gateway.stores.get(store)?.nests ?? false,
    prepare: edition.prepare,
  });
}

/** Where ids are not clear rows stand in an order that the current key makes: a cursor of an older one is not of this order. */
function cursorsOf({ cursors, keyring }: Gateway): Cursors {
  const under = (context: readonly string[]): readonly string[] => [...context, keyring.current];
  return {
    seal: (context, place) => cursors.sealCursor(under(context), place),
    open: (context, token) => cursors.openCursor(under(context), token),
  };
}

type Attempt<T> = { readonly value: T } | { readonly refusal: GatewayError };

function attempt<T>(act: () => T): Attempt<T> {
  try {
    return { value: act() };
  } catch (error) {
    if (error instanceof GatewayError) return { refusal: error };
    throw error;
  }
}

/**
 * `__schema` and `__type` of an operation, answered from the caller's own schema by graphql-js. No store, no resolver of ours.
 * @throws GatewayError `BAD_USER_INPUT`: a variable that may be null is null where a value is needed
 */
export function introspect(asked: Asked, bound: BoundPlan): Readonly<Record<string, unknown>> {
  const nodes = bound.roots.flatMap(({ root }) => (root.root === 'introspection' ? root.nodes : []));
  if (nodes.length === 0 || !asked.document) return {};
  const { edition, entitlement } = asked.asker;
  const operation: OperationDefinitionNode = {
    ...bound.plan.operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections: nodes },
  };
  const fragments = asked.document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  const result = execute({
    schema: edition.schema(entitlement),
    document: { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] },
    variableValues: asked.variables,
  });
  if (result instanceof Promise) throw new Error('introspection waits for nothing');
  if (result.errors)
    throw new GatewayError('BAD_USER_INPUT', 'an argument of the introspection is missing or not of its type');
  return result.data ?? {};
}
