import { entityOf, type Catalogue, type Entity, subjectEntity } from '../../schema/catalogue/catalogue.ts';
import { bandFits } from '../../schema/terms/band.ts';
import type { Grid, MinimumGroups } from '../../schema/terms/groups.ts';
import type { EntityView, StatisticsView } from '../views.ts';
import { entityView, type Seeing } from './entity-view.ts';
import { noiseView } from './noise-view.ts';

/**
 * What the aggregates of a profile see of an entity. Only where groups are bound to a size or figures come with noise, what
 * is given to statistics alone counts beside what may be read.
 * @param plain what the profile sees of an entity otherwise
 */
export function statisticsView(seeing: Seeing, plain: (name: string) => EntityView, entity: Entity): StatisticsView {
  const { groups, noise } = seeing.obligation;
  const view = groups || noise ? entityView({ ...seeing, statistics: true }, entity) : plain(entity.name);
  const cells = groups && { size: groups.size, dominance: groups.dominance, grid: gridOf(groups, view) };
  if (noise) return noiseView(seeing.rules, noise, view, cells);
  const counted = view.counted.kind !== 'none';
  const measured = [...view.fields.values()].some(({ groupable, summable }) => groupable || summable);
  const people = personsOf(seeing.rules.catalogue, entity, plain);
  return Object.freeze({
    ...view,
    // Without a path to a person nobody can count whom a group is about.
    grouped:
      view.root && view.abilities.groups && (cells ? counted && entity.subject !== undefined : counted || measured),
    people: counted && (cells !== undefined || people),
    ...(cells && { cells }),
  });
}

/** The dimensions that this profile may group by; without one of them groups are only larger. */
function gridOf({ grids }: MinimumGroups, { entity, fields }: EntityView): Grid {
  const open = Object.entries(grids[entity.name] ?? {}).filter(([name, band]) => {
    const field = fields.get(name);
    const stored = field?.casesFor.get('group')?.some(({ grouped }) => grouped === 'store');
    return field?.groupable && stored && bandFits(field.field.type, band);
  });
  return Object.fromEntries(open);
}

/** Whether every record on the way to the people may be read, and all of the people be counted. */
function personsOf(catalogue: Catalogue, entity: Entity, plain: (name: string) => EntityView): boolean {
  const person = subjectEntity(catalogue, entity);
  if (!person) return false;
  const hops: Entity[] = [];
  for (const name of entity.subject ?? [])
    hops.push(entityOf(catalogue, (hops.at(-1) ?? entity).relations.get(name)?.to ?? ''));
  const read = hops.every(({ name }) => plain(name).open && plain(name).rows.kind === 'all');
  return read && (hops.length === 0 || plain(person.name).counted.kind === 'all');
}
