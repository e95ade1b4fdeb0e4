import type { Grant } from '../../plugins/contract.ts';
import { type Entity, entityOf, type Field } from '../../schema/catalogue/catalogue.ts';
import { type Band, bandFits, bandsOfType } from '../../schema/terms/band.ts';
import { type Use, usesOfType } from '../../schema/terms/field.ts';
import { type Asking, asking, isOpen, remembered, sights } from './asking.ts';
import { type Bound, boundOf } from './bound.ts';
import { isCounted, isCountable } from './relation.ts';
import { fieldsOf, type Sight, sight } from './sight.ts';
import type { Truth } from './tests.ts';
import { fencesOf, type TwinWorld } from './world.ts';

const statistical: readonly Use[] = ['group', 'aggregate'];

/** A grant as statistics see it: what it gives to them alone is as if it gave it in clear. */
const stating = (grant: Grant): Grant => ({
  ...grant,
  gives: (field) => [...grant.gives(field), ...(grant.statistics(field) ? [{ disclosure: 'clear' } as const] : [])],
});

/** Whoever gives statistics of an entity opens its groups. */
export const states = (asks: Asking, entity: Entity, grant: Grant): boolean =>
  remembered(asks, `states ${entity.name} ${grant.id}`, () => givesStatistics(asks, entity, grant));

const givesStatistics = (asks: Asking, entity: Entity, grant: Grant): boolean =>
  fieldsOf(entity).some(
    (field) =>
      grant.statistics(field) &&
      statistical.some(
        (use) =>
          usesOfType[field.type].includes(use) && sight(asks, field, use, () => true, [stating(grant)]) !== undefined,
      ),
  );

/** The same asker, as groups see the world: where they are bound to a size, what is given to statistics alone counts too. */
export function statisticsAsking(asks: Asking, granted: (world: TwinWorld) => readonly Grant[]): Asking {
  if (!boundOf(asks)) return asks;
  const grants = granted(asks.world);
  const opening = (name: string): readonly Grant[] => {
    const entity = entityOf(asks.world.catalogue, name);
    return grants.filter(
      (grant) => asks.opening(name).some(({ id }) => id === grant.id) || states(asks, entity, grant),
    );
  };
  return asking(asks.world, asks.asker, opening);
}

/** What groups see of a field on a row. */
export const statisticSight = (
  asks: Asking,
  field: Field,
  use: 'group' | 'aggregate',
  truth: Truth,
): Sight | undefined =>
  sight(asks, field, use, truth, boundOf(asks) ? asks.opening(field.entity).map(stating) : asks.opening(field.entity));

export const statisticSights = (
  asks: Asking,
  field: Field,
  use: 'group' | 'aggregate',
): readonly (Sight | undefined)[] => asks.cases(field.entity).map((truth) => statisticSight(asks, field, use, truth));

export const isTold = (asks: Asking, field: Field): boolean =>
  sights(asks, field, 'select').some((one) => one) || isGroupable(asks, field) || isSummable(asks, field);

/** Surrogates tell groups apart only where the same one is seen on every row. */
export const isGroupable = (asks: Asking, field: Field): boolean =>
  remembered(asks, `groupable ${field.coordinate}`, () => tellsApart(asks, field));

function tellsApart(asks: Asking, field: Field): boolean {
  if (!bandsOfType[field.type] || !usesOfType[field.type].includes('group')) return false;
  return statisticSights(asks, field, 'group').some((one) => one?.grouped === 'store') || isMasked(asks, field);
}

export const isMasked = (asks: Asking, field: Field): boolean =>
  remembered(asks, `masked ${field.coordinate}`, () => isSameMask(asks, field));

function isSameMask(asks: Asking, field: Field): boolean {
  const [first, ...others] = statisticSights(asks, field, 'group');
  return first?.grouped === 'mask' && others.every((one) => one?.call === first.call && one.domain === first.domain);
}

export const isSummable = (asks: Asking, field: Field): boolean =>
  remembered(
    asks,
    `summable ${field.coordinate}`,
    () =>
      field.name !== 'id' &&
      usesOfType[field.type].includes('aggregate') &&
      statisticSights(asks, field, 'aggregate').some((one) => one?.disclosure === 'clear'),
  );

/** The dimensions of the finest groups that this caller may tell apart. */
export const gridOf = (asks: Asking, bound: Bound, entity: Entity): ReadonlyMap<string, Band> =>
  remembered(asks, `grid ${entity.name}`, () => dimensionsOf(asks, bound, entity));

function dimensionsOf(asks: Asking, bound: Bound, entity: Entity): ReadonlyMap<string, Band> {
  return new Map(
    Object.entries(bound.grid(entity.name)).filter(([name, band]) => {
      const field = entity.fields.get(name);
      const stored = field && statisticSights(asks, field, 'group').some((one) => one?.grouped === 'store');
      return field && stored && isGroupable(asks, field) && bandFits(field.type, band);
    }),
  );
}

export const isGroupedBy = (asks: Asking, bound: Bound | undefined, entity: Entity, field: Field): boolean =>
  isGroupable(asks, field) && (!bound || gridOf(asks, bound, entity).has(field.name));

/** Whether rows count: as for `totalCount`, and those of which statistics are given. */
export function isFigured(asks: Asking, entity: Entity, truth: Truth): boolean {
  if (!boundOf(asks)) return isCounted(asks, entity, truth);
  return isCountable(asks, entity, truth, (grant) => grant.counts.has(entity.name) || states(asks, entity, grant));
}

export const isFiguredSomewhere = (asks: Asking, entity: Entity): boolean =>
  asks.cases(entity.name).some((truth) => isFigured(asks, entity, truth));

/** Groups of the entity may be asked for. */
export function isGrouped(asks: Asking, entity: Entity): boolean {
  const { many } = entity.roots;
  const door = (grant: Grant): boolean =>
    grant.rows(entity.name).kind !== 'none' &&
    (grant.roots.has(many ?? '') || (boundOf(asks) !== undefined && states(asks, entity, grant)));
  if (many === undefined || !isOpen(asks, entity.name) || !asks.opening(entity.name).some(door)) return false;
  if (boundOf(asks)) return entity.subject !== undefined && isFiguredSomewhere(asks, entity);
  const measured = fieldsOf(entity).some((field) => isGroupable(asks, field) || isSummable(asks, field));
  return measured || isFiguredSomewhere(asks, entity);
}

/** The people whom rows are about may be counted. @param plain the same caller, as rows are read */
export function arePeopleTold(asks: Asking, plain: Asking, entity: Entity): boolean {
  if (!entity.subject || !isFiguredSomewhere(asks, entity)) return false;
  if (boundOf(asks)) return true;
  let at = entity;
  for (const hop of entity.subject) {
    at = entityOf(plain.world.catalogue, at.relations.get(hop)?.to ?? '');
    const whole = plain.opening(at.name).some((grant) => grant.rows(at.name).kind === 'all');
    const fenced = fencesOf(plain.world, plain.asker, at).some(({ kind }) => kind !== 'all');
    if (!isOpen(plain, at.name) || !whole || fenced) return false;
  }
  return entity.subject.length === 0 || plain.cases(at.name).every((truth) => isCounted(plain, at, truth));
}
