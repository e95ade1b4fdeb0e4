import type { Catalogue, Entity, Field, Relation } from '../catalogue/catalogue.ts';
import { usesOfType } from '../terms/field.ts';
import { type FilterOperator, operatorsOfType, positiveOperators } from '../terms/operators.ts';
import { type AggregateSurface, aggregatesOf } from './aggregates.ts';
import type { Visible } from './visible.ts';

/** What a schema will hold: nothing that is hidden, nothing that cannot be reached. */
export interface Surface {
  /** In the order of the catalogue. */
  readonly entities: ReadonlyMap<string, EntitySurface>;
  readonly aggregates: readonly AggregateSurface[];
}

export interface EntitySurface {
  readonly entity: Entity;
  readonly fields: readonly Field[];
  readonly relations: readonly Relation[];
  /** Its `id` is visible, so it is a `Node`. */
  readonly node: boolean;
  readonly count: boolean;
  readonly order: readonly Field[];
  readonly filter: FilterSurface;
  readonly roots: Entity['roots'];
  readonly lookups: readonly Field[];
}

export interface FilterSurface {
  readonly fields: readonly { readonly field: Field; readonly operators: readonly FilterOperator[] }[];
  readonly relations: readonly { readonly relation: Relation; readonly by: 'all' | 'id' }[];
  /** There are `or`, `not` and `none`. */
  readonly conditions: boolean;
}

export const isEmpty = (filter: FilterSurface): boolean => filter.fields.length + filter.relations.length === 0;

/** The operators that a field of this kind can have at all. A `!` is never null, so an id has no `isNull`. */
export const operatorsOf = ({ type, name }: Field): readonly FilterOperator[] =>
  operatorsOfType(type).filter((operator) => !(name === 'id' && operator === 'isNull'));

export function surfaceOf(catalogue: Catalogue, visible: Visible): Surface {
  const present = presentIn(catalogue, visible);
  const drawn = new Map([...present].map((entity) => [entity.name, draw(entity, present, visible)]));
  const reached = reachedIn(drawn);
  const kept = new Map([...drawn].filter(([name]) => reached.has(name)));
  const entities = withFilters(kept, visible);
  return { entities, aggregates: aggregatesOf(catalogue, visible, entities) };
}

/** Entities of which something can be seen: a field, or a relation to one of which something can be seen. */
function presentIn(catalogue: Catalogue, visible: Visible): ReadonlySet<Entity> {
  const all = [...catalogue.entities.values()];
  const seen = new Set(all.filter((one) => [...one.fields.values()].some((field) => visible.field(field.coordinate))));
  const leadsOn = (one: Entity): boolean =>
    [...one.relations.values()].some(
      (hop) => visible.relation(coordinateOf(hop)) && [...seen].some(({ name }) => name === hop.to),
    );
  for (let grown = true; grown; ) {
    const found = all.filter((one) => !seen.has(one) && leadsOn(one));
    for (const one of found) seen.add(one);
    grown = found.length > 0;
  }
  return new Set(all.filter((one) => seen.has(one)));
}

function draw(entity: Entity, present: ReadonlySet<Entity>, visible: Visible): EntitySurface {
  const names = new Set([...present].map((one) => one.name));
  const fields = [...entity.fields.values()].filter((field) => visible.field(field.coordinate));
  const node = fields.some((field) => field.name === 'id');
  const coordinates = visible.lookups(entity.name);
  const lookups = [...entity.fields.values()].filter((field) => coordinates.includes(field.coordinate));
  return {
    entity,
    fields,
    relations: [...entity.relations.values()].filter((hop) => names.has(hop.to) && visible.relation(coordinateOf(hop))),
    node,
    count: visible.count(entity.name),
    order: fields.filter((field) => usesOfType[field.type].includes('order') && visible.order(field.coordinate)),
    filter: { fields: [], relations: [], conditions: visible.conditions(entity.name) },
    roots: rootsOf(entity, visible.root(entity.name), node, lookups.length > 0),
    lookups,
  };
}

function rootsOf({ roots }: Entity, open: boolean, node: boolean, lookups: boolean): Entity['roots'] {
  return {
    ...(open && node && roots.one ? { one: roots.one } : {}),
    ...(open && roots.many ? { many: roots.many } : {}),
    ...(lookups && roots.lookup ? { lookup: roots.lookup } : {}),
  };
}

/** From the roots along the relations. */
function reachedIn(drawn: ReadonlyMap<string, EntitySurface>): ReadonlySet<string> {
  const reached = new Set(
    [...drawn.values()].filter(({ roots }) => Object.keys(roots).length > 0).map(({ entity }) => entity.name),
  );
  // A set is walked in the order of its growth, so what is added here is walked as well.
  for (const name of reached) for (const hop of drawn.get(name)?.relations ?? []) reached.add(hop.to);
  return reached;
}

function withFilters(drawn: ReadonlyMap<string, EntitySurface>, visible: Visible): ReadonlyMap<string, EntitySurface> {
  const fieldsOf = new Map([...drawn].map(([name, one]) => [name, filterFields(one, visible)]));
  const idOf = (name: string) => fieldsOf.get(name)?.find(({ field }) => field.name === 'id');
  const byId = (to: string): boolean =>
    idOf(to)?.operators.some((operator) => positiveOperators.includes(operator)) ?? false;
  const filtered = new Set([...fieldsOf].filter(([, fields]) => fields.length > 0).map(([name]) => name));
  const hopsOf = ({ relations }: EntitySurface): FilterSurface['relations'] =>
    relations.flatMap((relation) => {
      const by = visible.relationFilter(coordinateOf(relation));
      const usable = by === 'all' ? filtered.has(relation.to) : by === 'id' && !relation.many && byId(relation.to);
      return by && usable ? [{ relation, by }] : [];
    });
  // Two filters that lead only to each other hold nothing, so they grow from those that ask for a field.
  for (let grown = true; grown; ) {
    const found = [...drawn].filter(([name, one]) => !filtered.has(name) && hopsOf(one).length > 0);
    for (const [name] of found) filtered.add(name);
    grown = found.length > 0;
  }
  return new Map(
    [...drawn].map(([name, one]) => [
      name,
      { ...one, filter: { ...one.filter, fields: fieldsOf.get(name) ?? [], relations: hopsOf(one) } },
    ]),
  );
}

const filterFields = ({ fields }: EntitySurface, visible: Visible): FilterSurface['fields'] =>
  fields
    .map((field) => {
      const asked = visible.operators(field.coordinate);
      return { field, operators: operatorsOf(field).filter((operator) => asked.has(operator)) };
    })
    .filter(({ operators }) => operators.length > 0);

export const coordinateOf = (relation: Relation): string => `${relation.from}.${relation.name}`;
