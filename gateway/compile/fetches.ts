import { type GraphQLField, type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { type Catalogue, type Entity, entityOf, type Field, subjectEntity } from '../../schema/catalogue/catalogue.ts';
import type { Privacy } from '../../schema/graphql/privacy.ts';
import type { Access, Fetch, FieldRead, Frame, Out, PageInfoPart, Read } from '../plan.ts';
import type { EntityView, Include, View } from '../views.ts';
import { type Collected, collect, type Documented, type Part } from './collect.ts';
import { either } from '../include.ts';
import type { Sayings } from './said.ts';

/** What the walk below a root knows. */
export interface Walk {
  readonly from: Documented;
  readonly catalogue: Catalogue;
  readonly view: View;
  readonly sayings: Sayings;
}

/** A field of the operation that needs rows: where it stands and what stands behind it. */
export interface Place {
  readonly path: readonly string[];
  readonly coordinate: string;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly type: GraphQLObjectType;
  readonly collected: Collected;
  readonly access: Access;
  readonly view: EntityView;
}

/** What is known of a subject and never stands in a text about them. */
const knownSemantics = new Set(['person-name', 'phone', 'email', 'address', 'national-id', 'bank-card']);

/** Turns one place of the operation into the fetch that will answer it, children and all. */
export function planFetch(walk: Walk, place: Place): Fetch {
  const columns = columnsOf(walk.catalogue, place.view.entity);
  // The parents find their rows by it.
  if (place.access.by === 'reference') columns.of({ read: 'key' });
  const fields: FieldRead[] = [];
  const children: Fetch[] = [];
  const build: Build = { walk, place, columns, fields, children };
  const connection = place.access.by === 'root' || place.access.by === 'parent';
  const parts = place.collected.below;
  const frames = connection ? connectionFrames(build, place.type, parts) : [];
  const selection = connection ? [] : objectSelection(build, place.type, parts, place.path);
  const rowFrames = frames.filter((one) => one.frame === 'nodes' || one.frame === 'edges' || one.frame === 'pageInfo');
  const countFrames = frames.filter((one) => one.frame === 'totalCount');
  const known = knownOf(walk.catalogue, place.view.entity, fields);
  const subject = place.view.entity.subject && subjectEntity(walk.catalogue, place.view.entity);
  return Object.freeze({
    path: place.path,
    coordinate: place.coordinate,
    include: place.collected.include,
    access: place.access,
    view: place.view,
    node: place.collected.node,
    definition: place.definition,
    reads: columns.reads,
    fields,
    children,
    ...(known && { known }),
    ...(subject && { subject: { entity: subject.name, column: columns.of({ read: 'subject' }) } }),
    selection,
    frames,
    wantsRows: connection ? union(rowFrames) : true,
    wantsCount: union(countFrames),
    wantsCursors: namesCursor(frames),
  });
}

interface Build {
  readonly walk: Walk;
  readonly place: Place;
  readonly columns: Columns;
  readonly fields: FieldRead[];
  readonly children: Fetch[];
}

interface Columns {
  readonly reads: readonly Read[];
  /** The place of a column, read once however often it is asked for. */
  readonly of: (read: Read) => number;
}

function columnsOf(catalogue: Catalogue, entity: Entity): Columns {
  const reads: Read[] = [];
  const of = (read: Read): number => {
    const at = reads.findIndex((one) => JSON.stringify(one) === JSON.stringify(read));
    return at >= 0 ? at : reads.push(read) - 1;
  };
  // The record needs to say whom the answer is about.
  if (subjectEntity(catalogue, entity)) of({ read: 'subject' });
  return { reads, of };
}

function connectionFrames(build: Build, type: GraphQLObjectType, parts: readonly Part[]): readonly Frame[] {
  const { path } = build.place;
  return collect(build.walk.from, type, parts).flatMap((one): readonly Frame[] => {
    const at = { key: one.key, include: one.include };
    const below = () => objectTypeOf(type, one.name);
    if (one.name === '__typename') return [{ ...at, frame: 'typename', value: type.name }];
    if (one.name === 'totalCount') return counted(build) ? [{ ...at, frame: 'totalCount' }] : [];
    if (one.name === 'nodes' || one.name === 'node') {
      return [{ ...at, frame: one.name, selection: objectSelection(build, below(), one.below, [...path, one.key]) }];
    }
    if (one.name === 'edges' || one.name === 'pageInfo') {
      return [{ ...at, frame: one.name, parts: connectionFrames(build, below(), one.below) }];
    }
    return [{ ...at, frame: one.name as 'cursor' | PageInfoPart }];
  });
}

function counted({ walk, place }: Build): boolean {
  if (place.view.counted.kind !== 'none') return true;
  const { entity } = place.view;
  const selectable = (place.view.fields.get('id')?.cases.length ?? 0) > 0;
  const wouldDo = (view: View) => view.entity(entity.name).counted.kind !== 'none';
  walk.sayings.refuse(selectable ? 'USE_DENIED' : 'FIELD_DENIED', `${entity.name}Connection.totalCount`, wouldDo);
  return false;
}

function objectSelection(
  build: Build,
  type: GraphQLObjectType,
  parts: readonly Part[],
  path: readonly string[],
): readonly Out[] {
  return collect(build.walk.from, type, parts).flatMap((one): readonly Out[] => {
    const at = { key: one.key, include: one.include };
    if (one.name === '__typename') return [{ ...at, out: 'typename', value: type.name }];
    const privacy = privacyOf(type.getFields()[one.name]);
    if (privacy?.kind === 'field') return fieldOut(build, one).map((read) => ({ ...at, out: 'field', read }));
    if (privacy?.kind !== 'relation') throw new Error(`\`${type.name}.${one.name}\` cannot be planned`);
    return childOut(build, type, one, privacy, path).map((child) => ({ ...at, out: 'child', child }));
  });
}

function fieldOut(build: Build, one: Collected): readonly number[] {
  const view = build.place.view.fields.get(one.name);
  if (!view || view.cases.length === 0) {
    const { name } = build.place.view.entity;
    const wouldDo = (other: View) =>
      other.entity(name).open && (other.entity(name).fields.get(one.name)?.cases.length ?? 0) > 0;
    build.walk.sayings.refuse('FIELD_DENIED', `${name}.${one.name}`, wouldDo);
    return [];
  }
  build.walk.sayings.disclose(view);
  const known = build.fields.findIndex((read) => read.view === view);
  return [known >= 0 ? known : build.fields.push(fieldRead(build.columns, view)) - 1];
}

/** A field withheld throughout is read from nowhere: nothing of it leaves the store. */
function fieldRead(columns: Columns, view: FieldRead['view']): FieldRead {
  if (view.cases.every((one) => one.disclosure === 'withheld')) return { view };
  const { name } = view.field;
  const column = columns.of(name === 'id' ? { read: 'key' } : { read: 'raw', field: name });
  const [first] = view.cases;
  if (view.cases.length === 1 && first?.when.kind === 'all') return { view, column };
  return { view, column, which: columns.of({ read: 'which', field: name }) };
}

function childOut(
  build: Build,
  type: GraphQLObjectType,
  one: Collected,
  privacy: Extract<Privacy, { kind: 'relation' }>,
  path: readonly string[],
): readonly number[] {
  const { walk, place, columns } = build;
  const view = walk.view.entity(privacy.to);
  if (!view.open) {
    const { name } = place.view.entity;
    walk.sayings.refuse('FIELD_DENIED', privacy.coordinate, (v) => v.entity(name).open && v.entity(privacy.to).open);
    return [];
  }
  const relation = place.view.entity.relations.get(one.name);
  if (!relation) throw new Error(`\`${privacy.coordinate}\` is not in the catalogue`);
  const access: Access = relation.many
    ? { by: 'parent', via: relation.via, from: columns.of({ read: 'key' }), parentKey: place.view.entity.key.type }
    : { by: 'reference', from: columns.of({ read: 'via', relation: relation.name }) };
  const child = planFetch(walk, {
    path: [...path, one.key],
    coordinate: privacy.coordinate,
    definition: definitionOf(type, one.name),
    type: objectTypeOf(type, one.name),
    collected: one,
    access,
    view,
  });
  return [build.children.push(child) - 1];
}

/** The values that a text about a subject must not hold, where some technique of the fetch asks for them. */
function knownOf(catalogue: Catalogue, entity: Entity, fields: readonly FieldRead[]): Fetch['known'] {
  const asks = fields.some((read) => read.view.cases.some((one) => one.knowsSubject));
  const subject = asks ? subjectEntity(catalogue, entity) : undefined;
  if (!subject) return undefined;
  const known: readonly Field[] = [...subject.fields.values()].filter((field) => knownSemantics.has(field.semantic));
  return { entity: entityOf(catalogue, subject.name), fields: known };
}

const namesCursor = (frames: readonly Frame[]): boolean =>
  frames.some((one) => ('parts' in one ? namesCursor(one.parts) : /cursor$/i.test(one.frame)));

const union = (frames: readonly Frame[]): Include | false =>
  frames.reduce<Include | false>((sum, one) => (sum === false ? one.include : either(sum, one.include)), false);

function objectTypeOf(type: GraphQLObjectType, field: string): GraphQLObjectType {
  const named = getNamedType(type.getFields()[field]?.type);
  if (!isObjectType(named)) throw new Error(`\`${type.name}.${field}\` is not an object`);
  return named;
}

export function definitionOf(type: GraphQLObjectType, field: string): GraphQLField<unknown, unknown> {
  const definition = type.getFields()[field];
  if (!definition) throw new Error(`\`${type.name}\` has no field \`${field}\``);
  return definition;
}

export const privacyOf = (field: GraphQLField<unknown, unknown> | undefined): Privacy | undefined =>
  field?.extensions.privacy as Privacy | undefined;
