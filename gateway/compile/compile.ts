import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import type { Privacy } from '../../schema/graphql/privacy.ts';
import type { NodeAlternative, Plan, Root, ViewerOut } from '../plan.ts';
import type { View } from '../views.ts';
import { type Collected, collect, type Documented, type Part } from './collect.ts';
import { planAggregate } from './aggregates.ts';
import { definitionOf, planFetch, privacyOf, type Walk } from './fetches.ts';
import { sayings, type Sayings } from './said.ts';
import { shapeOf } from './shape.ts';

/** All that a plan is made of. Nothing of a request is in it but the document and who asks for what purpose. */
export interface Question {
  readonly document: DocumentNode;
  readonly source: string;
  readonly operation: OperationDefinitionNode;
  /** What the caller's entitlement sees; the document is valid against it. */
  readonly schema: GraphQLSchema;
  readonly catalogue: Catalogue;
  readonly policy: string;
  /** Absent where no purpose was declared. */
  readonly view?: View;
  /** The entitlement's purposes under whose view something is open. */
  readonly purposes: (open: (view: View) => boolean) => readonly string[];
}

type Definition = ReturnType<typeof definitionOf>;

interface Compiling {
  readonly question: Question;
  readonly from: Documented;
  readonly sayings: Sayings;
}

/** Judges a whole operation, once, into a plan. */
export function compile(question: Question): Plan {
  const { schema, document, operation, view } = question;
  const said = sayings(view?.profile.purpose, question.purposes);
  const fragments = new Map(document.definitions.filter(isFragment).map((one) => [one.name.value, one] as const));
  const compiling: Compiling = { question, from: { schema, fragments }, sayings: said };
  const type = schema.getQueryType();
  if (!type) throw new Error('the schema has no query type');
  const parts: readonly Part[] = [{ set: operation.selectionSet, include: true }];
  const roots = collect(compiling.from, type, parts).flatMap((one) => rootOf(compiling, type, one));
  return Object.freeze({
    operation,
    document: { hash: createHash('sha256').update(question.source).digest('hex'), shape: shapeOf(document, operation) },
    ...(view && { view }),
    roots,
    ...said.all(),
    policy: question.policy,
    catalogue: question.catalogue.version,
  });
}

function rootOf(compiling: Compiling, type: GraphQLObjectType, one: Collected): readonly Root[] {
  const at = { key: one.key, include: one.include };
  if (one.name === '__typename') return [{ ...at, root: 'typename', value: type.name }];
  if (one.name === '__schema' || one.name === '__type') return [{ ...at, root: 'introspection', nodes: one.nodes }];
  const privacy = privacyOf(type.getFields()[one.name]);
  const named = getNamedType(type.getFields()[one.name]?.type);
  if (privacy?.kind === 'viewer' && isObjectType(named)) {
    return [{ ...at, root: 'viewer', selection: viewerSelection(compiling.from, named, one.below) }];
  }
  const { view } = compiling.question;
  if (!view) {
    compiling.sayings.require();
    return [];
  }
  if (privacy?.kind === 'node') {
    const definition = definitionOf(type, one.name);
    return [
      { ...at, root: 'node', node: one.node, definition, alternatives: alternatives(compiling, view, one, definition) },
    ];
  }
  if (privacy?.kind === 'aggregate' && isObjectType(named)) return groups(compiling, view, named, one, privacy.entity);
  if (privacy?.kind !== 'root' || !isObjectType(named)) throw new Error(`\`Query.${one.name}\` cannot be planned`);
  return entry(compiling, view, named, one, privacy, definitionOf(type, one.name));
}

function entry(
  { question, from, sayings: said }: Compiling,
  view: View,
  type: GraphQLObjectType,
  one: Collected,
  privacy: Extract<Privacy, { kind: 'root' }>,
  definition: Definition,
): readonly Root[] {
  const target = view.entity(privacy.entity);
  if (!entered(target, privacy.root)) {
    said.refuse('FIELD_DENIED', `Query.${one.name}`, (other) => entered(other.entity(privacy.entity), privacy.root));
    return [];
  }
  const walk: Walk = { from, catalogue: question.catalogue, view, sayings: said };
  const by = ({ many: 'root', one: 'id', lookup: 'lookup' } as const)[privacy.root];
  const place = {
    path: [one.key],
    coordinate: `Query.${one.name}`,
    definition,
    type,
    collected: one,
    access: { by },
    view: target,
  };
  return [{ key: one.key, include: one.include, root: 'fetch', fetch: planFetch(walk, place) }];
}

function groups(
  { question, from, sayings: said }: Compiling,
  view: View,
  type: GraphQLObjectType,
  one: Collected,
  entity: string,
): readonly Root[] {
  const target = view.statistics(entity);
  const coordinate = `Query.${one.name}`;
  if (!target.grouped) {
    said.refuse('FIELD_DENIED', coordinate, (other) => other.statistics(entity).grouped);
    return [];
  }
  const query = question.schema.getQueryType();
  if (!query) throw new Error('the schema has no query type');
  const walk: Walk = { from, catalogue: question.catalogue, view, sayings: said };
  const place = { coordinate, definition: definitionOf(query, one.name), type, collected: one, view: target };
  return [{ key: one.key, include: one.include, root: 'aggregate', aggregate: planAggregate(walk, place) }];
}

const entered = (target: ReturnType<View['entity']>, root: 'many' | 'one' | 'lookup'): boolean =>
  target.root &&
  (root !== 'one' || (target.fields.get('id')?.cases.length ?? 0) > 0) &&
  (root !== 'lookup' || [...target.fields.values()].some((field) => field.lookup.kind !== 'none'));

/** `node(id)` is judged when its id is bound, for the one type that the id names: here each type gets its own sayings. */
function alternatives(
  { question, from }: Compiling,
  view: View,
  one: Collected,
  definition: Definition,
): ReadonlyMap<string, NodeAlternative> {
  const found = new Map<string, NodeAlternative>();
  for (const entity of question.catalogue.entities.values()) {
    const type = from.schema.getType(entity.name);
    const target = view.entity(entity.name);
    if (!isObjectType(type) || !entered(target, 'one')) continue;
    const said = sayings(view.profile.purpose, question.purposes);
    const walk: Walk = { from, catalogue: question.catalogue, view, sayings: said };
    const place = {
      path: [one.key],
      coordinate: 'Query.node',
      definition,
      type,
      collected: one,
      access: { by: 'id' },
      view: target,
    } as const;
    found.set(entity.name, { fetch: planFetch(walk, place), ...said.all() });
  }
  return found;
}

function viewerSelection(from: Documented, type: GraphQLObjectType, parts: readonly Part[]): readonly ViewerOut[] {
  return collect(from, type, parts).map((one): ViewerOut => {
    const at = { key: one.key, include: one.include };
    if (one.name === '__typename') return { ...at, viewer: 'typename', value: type.name };
    if (one.name !== 'purposes') return { ...at, viewer: one.name as 'id' | 'roles' | 'partner' | 'description' };
    const below = getNamedType(type.getFields().purposes?.type);
    if (!isObjectType(below)) throw new Error('`Viewer.purposes` is not an object');
    return { ...at, viewer: 'purposes', selection: viewerSelection(from, below, one.below) };
  });
}

const isFragment = (one: DocumentNode['definitions'][number]): one is FragmentDefinitionNode =>
  one.kind === 'FragmentDefinition';
