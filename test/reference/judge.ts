import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { looksMasked } from '../../plugins/masking/looks-masked.ts';
import { looksReplaced } from '../../plugins/pseudonyms/looks-replaced.ts';
import { type Entity, entityOf, type Field } from '../../schema/catalogue/catalogue.ts';
import type { Privacy } from '../../schema/graphql/privacy.ts';
import type { ErrorCode } from '../../schema/terms/errors.ts';
import { type Asking, isOpen, sights } from './asking.ts';
import { judgeGroups } from './judge-groups.ts';
import { type Filter, judgeFilter } from './filters.ts';
import { rank } from './ladder.ts';
import { judgeOrder } from './order.ts';
import { type PageArguments, pageFault } from './page.ts';
import { isCounted, isLookedUp } from './relation.ts';
import { fieldsOf } from './sight.ts';
import { isKey } from './tests.ts';
import { parseClearId } from '../../plugins/pseudonyms/ids.ts';

export type Refuse = (code: ErrorCode, coordinate: string) => void;

export interface Reported {
  readonly disclosure: string;
  readonly technique?: string;
}

/** What becomes of an operation before anything is read. */
export interface Judgement {
  /** `FIELD_DENIED Customer.phone`, each once. */
  readonly refusals: ReadonlySet<string>;
  /** Arguments that are not usable: nothing behind them was judged. */
  readonly faults: ReadonlySet<ErrorCode>;
  readonly report: ReadonlyMap<string, Reported>;
}

export interface Judging {
  readonly asking: Asking;
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the document itself asks for, as if everything in it were included; and what its arguments ask for, where it is. */
  readonly document: Set<string>;
  readonly bound: Set<string>;
  readonly faults: Set<ErrorCode>;
  readonly report: Map<string, Reported>;
}

type Fields = GraphQLField<unknown, unknown>;

export function judgeOperation(
  asking: Asking,
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): Judgement {
  const fragments = new Map(
    document.definitions.flatMap((one) => (one.kind === 'FragmentDefinition' ? [[one.name.value, one] as const] : [])),
  );
  const judging: Judging = {
    asking,
    schema,
    fragments,
    variables,
    document: new Set(),
    bound: new Set(),
    faults: new Set(),
    report: new Map(),
  };
  const query = schema.getQueryType();
  const operation = document.definitions.find((one) => one.kind === 'OperationDefinition');
  if (!query || !operation) throw new Error('there is nothing to judge');
  for (const [node, included] of selected(judging, query, operation.selectionSet, true))
    judgeRoot(judging, query.getFields()[node.name.value], node, included);
  const { document: asked, bound, faults, report } = judging;
  // What the document asks for is refused before its arguments are looked at.
  return asked.size > 0 ? { refusals: asked, faults: new Set(), report } : { refusals: bound, faults, report };
}

const privacyOf = (definition: Fields | undefined): Privacy | undefined =>
  definition?.extensions.privacy as Privacy | undefined;

function judgeRoot(judging: Judging, definition: Fields | undefined, node: FieldNode, included: boolean): void {
  const privacy = privacyOf(definition);
  if (!definition || !privacy || privacy.kind === 'viewer') return;
  if (judging.asking.asker.purpose === undefined) return void judging.document.add('PURPOSE_REQUIRED undefined');
  if (privacy.kind === 'node') return judgeNode(judging, definition, node, included);
  if (privacy.kind === 'aggregate') return judgeGroups(judging, definition, node, included);
  if (privacy.kind !== 'root') throw new Error(`\`${node.name.value}\` is no root`);
  const entity = entityOf(judging.asking.world.catalogue, privacy.entity);
  if (!entered(judging.asking, entity, privacy.root))
    return void judging.document.add(`FIELD_DENIED Query.${node.name.value}`);
  judgePlace(judging, entity, `Query.${node.name.value}`, definition, node, included);
}

/** Roots are opened by name, by any grant of the profile, where something of the entity is readable. */
export function entered(asking: Asking, entity: Entity, root: 'many' | 'one' | 'lookup'): boolean {
  const { many } = entity.roots;
  const named =
    many !== undefined &&
    asking.opening(entity.name).some((grant) => grant.roots.has(many) && grant.rows(entity.name).kind !== 'none');
  if (!named || !isOpen(asking, entity.name)) return false;
  if (root === 'one') return fieldsOf(entity).some((field) => field.name === 'id' && isSelectable(asking, field));
  return (
    root !== 'lookup' ||
    fieldsOf(entity).some((field) => asking.cases(entity.name).some((truth) => isLookedUp(asking, field, truth)))
  );
}

const isSelectable = (asking: Asking, field: Field): boolean =>
  sights(asking, field, 'select').some((one) => one !== undefined);

/** A type that is closed, or a name that names nothing, answers like an id that does not exist. */
function judgeNode(judging: Judging, definition: Fields, node: FieldNode, included: boolean): void {
  if (!included) return;
  const { id } = getArgumentValues(definition, node, judging.variables) as { readonly id: string };
  if (looksMasked(id)) judging.bound.add('BAD_USER_INPUT Query.node');
  const entity = nodeEntity(judging.asking, judging.schema, id);
  if (!entity) return;
  const own: Judging = { ...judging, document: new Set(), bound: new Set(), faults: new Set() };
  judgePlace(own, entity, 'Query.node', definition, node, true);
  for (const one of own.document.size > 0 ? own.document : own.bound) judging.bound.add(one);
  for (const one of own.document.size > 0 ? [] : own.faults) judging.faults.add(one);
}

export function nodeEntity(asking: Asking, schema: GraphQLSchema, id: string): Entity | undefined {
  return [...asking.world.catalogue.entities.values()].find((entity) => {
    const field = entity.fields.get('id');
    if (!field || !isObjectType(schema.getType(entity.name)) || !entered(asking, entity, 'one')) return false;
    return sights(asking, field, 'select').some((one) => {
      const named = one?.disclosure === 'clear' ? parseClearId(id) : one && asking.ids.openId(one.domain, id);
      return named?.entity === entity.name && isKey(entity.key.type, named.key);
    });
  });
}

function judgePlace(
  judging: Judging,
  entity: Entity,
  coordinate: string,
  definition: Fields,
  node: FieldNode,
  included: boolean,
): void {
  const type = getNamedType(definition.type);
  const connection = isObjectType(type) && type.name !== entity.name;
  const below = isObjectType(type) ? type : judging.schema.getType(entity.name);
  if (!isObjectType(below)) throw new Error(`\`${coordinate}\` leads nowhere`);
  const wants = judgeSelection(judging, entity, below, node.selectionSet, included);
  if (!included) return;
  const args = getArgumentValues(definition, node, judging.variables) as PageArguments & {
    readonly by?: Filter;
    readonly id?: string;
  };
  const refuse: Refuse = (code, at) => void judging.bound.add(`${code} ${at}`);
  if (args.id !== undefined && looksMasked(args.id)) refuse('BAD_USER_INPUT', `${entity.name}.id`);
  if (args.by) judgeLookup(judging.asking, entity, args.by, refuse);
  if (!connection || !(wants.rows || wants.count)) return;
  if (args.filter) judgeFilter(judging.asking, entity, args.filter, refuse);
  if (!wants.rows) return;
  judgeOrder(judging.asking, entity, args.orderBy ?? [], refuse);
  const fault = pageFault(judging.asking, entity, coordinate, args);
  if (fault) judging.faults.add(fault);
}

function judgeLookup(asking: Asking, entity: Entity, by: Filter, refuse: Refuse): void {
  for (const [name, value] of Object.entries(by)) {
    const field = entity.fields.get(name);
    if (!field || value === undefined || value === null) continue;
    if (!asking.cases(entity.name).some((truth) => isLookedUp(asking, field, truth)))
      refuse('USE_DENIED', field.coordinate);
    else if (typeof value === 'string' && (looksMasked(value) || looksReplaced(value)))
      refuse('BAD_USER_INPUT', field.coordinate);
  }
}

interface Wants {
  rows: boolean;
  count: boolean;
}

function judgeSelection(
  judging: Judging,
  entity: Entity,
  type: GraphQLObjectType,
  set: SelectionSetNode | undefined,
  included: boolean,
): Wants {
  const wants: Wants = { rows: false, count: false };
  for (const [node, there] of set ? selected(judging, type, set, included) : []) {
    const definition = type.getFields()[node.name.value];
    const privacy = privacyOf(definition);
    if (!definition || !privacy) continue;
    if (privacy.kind === 'field') judgeField(judging, entity, node.name.value);
    if (privacy.kind === 'relation') judgeHop(judging, entity, definition, node, privacy, there);
    if (privacy.kind === 'count') {
      wants.count ||= there;
      judgeCount(judging, entity);
    }
    if (privacy.kind === 'frame') {
      wants.rows ||= there;
      const named = getNamedType(definition.type);
      if (isObjectType(named)) judgeSelection(judging, entity, named, node.selectionSet, there);
    }
  }
  return wants;
}

function judgeField({ asking, document, report }: Judging, entity: Entity, name: string): void {
  const field = entity.fields.get(name);
  if (!field || !isSelectable(asking, field)) return void document.add(`FIELD_DENIED ${entity.name}.${name}`);
  const reported = reportOf(asking, field);
  if (reported) report.set(field.coordinate, reported);
}

/** What the caller is told of a coordinate that is not clear on every row that could be readable. */
export function reportOf(asking: Asking, field: Field, seen = sights(asking, field, 'select')): Reported | undefined {
  const best = [...seen].filter((one) => one !== undefined).sort((a, b) => rank(a.disclosure) - rank(b.disclosure))[0];
  if (!best) return undefined;
  const same = seen.every((one) => one?.call === best.call && one.domain === best.domain);
  if (same && best.disclosure === 'clear') return undefined;
  const disclosure = same ? best.disclosure : 'conditional';
  // The most telling technique that a row may have; which one of several of a disclosure, its ladder says.
  return { disclosure, ...(best.disclosure !== 'clear' && same && { technique: best.call }) };
}

function judgeHop(
  judging: Judging,
  entity: Entity,
  definition: Fields,
  node: FieldNode,
  privacy: Extract<Privacy, { kind: 'relation' }>,
  there: boolean,
): void {
  if (!isOpen(judging.asking, privacy.to))
    return void judging.document.add(`FIELD_DENIED ${entity.name}.${node.name.value}`);
  judgePlace(
    judging,
    entityOf(judging.asking.world.catalogue, privacy.to),
    privacy.coordinate,
    definition,
    node,
    there,
  );
}

function judgeCount({ asking, document }: Judging, entity: Entity): void {
  if (asking.cases(entity.name).some((truth) => isCounted(asking, entity, truth))) return;
  const id = entity.fields.get('id');
  document.add(`${id && isSelectable(asking, id) ? 'USE_DENIED' : 'FIELD_DENIED'} ${entity.name}Connection.totalCount`);
}

/** The fields of a selection, with whether these variables include them; what a literal leaves out is not there at all. */
export function selected(
  judging: Judging,
  type: GraphQLObjectType,
  set: SelectionSetNode,
  included: boolean,
): readonly (readonly [FieldNode, boolean])[] {
  return set.selections.flatMap((selection) => {
    const conditions = (selection.directives ?? []).flatMap(({ name, arguments: args }) => {
      const value = args?.[0]?.value;
      const wanted = name.value === 'include';
      if (value?.kind === 'BooleanValue') return [value.value === wanted ? 'in' : 'never'];
      return value?.kind === 'Variable' ? [judging.variables[value.name.value] === wanted ? 'in' : 'out'] : [];
    });
    if (conditions.includes('never')) return [];
    const there = included && !conditions.includes('out');
    if (selection.kind === 'Field') return [[selection, there] as const];
    const fragment = selection.kind === 'FragmentSpread' ? judging.fragments.get(selection.name.value) : selection;
    const on = fragment?.typeCondition?.name.value;
    if (!fragment || (on !== undefined && !isOn(judging.schema, type, on))) return [];
    return selected(judging, type, fragment.selectionSet, there);
  });
}

function isOn(schema: GraphQLSchema, type: GraphQLObjectType, on: string): boolean {
  const condition = schema.getType(on);
  return on === type.name || (isAbstractType(condition) && schema.isSubType(condition, type));
}
