import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  type SelectionSetNode,
} from 'graphql';
import type { Include } from '../views.ts';
import { both, conditions, either, includeKey } from '../include.ts';

/** A selection set with the condition under which it counts. */
export interface Part {
  readonly set: SelectionSetNode;
  readonly include: Include;
}

/** One response key: the field, when it is there, and all that is selected below it, merged. */
export interface Collected {
  readonly key: string;
  readonly name: string;
  readonly include: Include;
  readonly node: FieldNode;
  readonly nodes: readonly FieldNode[];
  readonly below: readonly Part[];
}

export interface Documented {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/**
 * CollectFields of the GraphQL specification (section 6.3.2), for all values of the variables at once:
 * what `@include` and `@skip` decide later stays as a condition.
 */
export function collect(from: Documented, type: GraphQLObjectType, parts: readonly Part[]): readonly Collected[] {
  const groups = new Map<string, Collected>();
  const visited = new Set<string>();
  for (const part of parts) gather(from, type, part, groups, visited);
  return [...groups.values()];
}

function gather(
  from: Documented,
  type: GraphQLObjectType,
  part: Part,
  groups: Map<string, Collected>,
  visited: Set<string>,
): void {
  for (const selection of part.set.selections) {
    const tests = conditions(selection.directives);
    if (!tests) continue;
    const include = both(part.include, tests);
    if (selection.kind === 'Field') {
      addField(groups, selection, include);
      continue;
    }
    const fragment = selection.kind === 'FragmentSpread' ? from.fragments.get(selection.name.value) : selection;
    if (!fragment || !applies(from.schema, type, fragment.typeCondition?.name.value)) continue;
    if (selection.kind === 'FragmentSpread') {
      const visit = `${selection.name.value} ${includeKey(include)}`;
      if (visited.has(visit)) continue;
      visited.add(visit);
    }
    gather(from, type, { set: fragment.selectionSet, include }, groups, visited);
  }
}

function addField(groups: Map<string, Collected>, node: FieldNode, include: Include): void {
  const key = node.alias?.value ?? node.name.value;
  const before = groups.get(key);
  const below = node.selectionSet ? [{ set: node.selectionSet, include }] : [];
  groups.set(key, {
    key,
    name: node.name.value,
    include: before ? either(before.include, include) : include,
    node: before?.node ?? node,
    nodes: [...(before?.nodes ?? []), node],
    below: [...(before?.below ?? []), ...below],
  });
}

function applies(schema: GraphQLSchema, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const other = schema.getType(condition);
  return isAbstractType(other) && schema.isSubType(other, type);
}
