import type { Catalogue, Entity } from '../catalogue/catalogue.ts';
import type { AggregateSurface } from './aggregates.ts';
import type { EntitySurface, Surface } from './surface.ts';

export type Describe = (text: string | undefined) => string | undefined;

/**
 * Lets a description of the catalogue through only where it names nothing that this schema hides: no entity, field, relation or root
 * that is not in it, and no table or column.
 */
export function describer(catalogue: Catalogue, surface: Surface): Describe {
  const grouped = surface.aggregates.flatMap(namesGrouped);
  const shown = new Set([...[...surface.entities.values()].flatMap(namesShown), ...grouped]);
  const hidden = new Set([...catalogue.entities.values()].flatMap(namesIn).filter((name) => !shown.has(name)));
  return (text) => (text?.split(/[^\p{L}\p{N}_$]+/u).some((word) => hidden.has(word)) ? undefined : text);
}

const namesShown = ({ entity, fields, relations, roots, lookups }: EntitySurface): readonly string[] => [
  entity.name,
  ...[...fields, ...lookups, ...relations].map(({ name }) => name),
  ...Object.values(roots),
];

const namesGrouped = ({ entity, groups, sums, extremes }: AggregateSurface): readonly string[] => [
  entity.name,
  ...[...groups, ...sums, ...extremes].map(({ name }) => name),
];

const namesIn = (entity: Entity): readonly string[] => [
  entity.name,
  entity.table.name,
  entity.key.column,
  ...[...entity.fields.values()].flatMap(({ name, column }) => [name, column]),
  ...[...entity.relations.values()].flatMap(({ name, via }) => [name, via]),
  ...Object.values(entity.roots),
];
