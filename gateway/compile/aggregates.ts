import { type GraphQLField, type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import type { Statistic } from '../../schema/graphql/privacy.ts';
import type { Use } from '../../schema/terms/field.ts';
import type { Aggregate, Figure, GroupOut, KeyOut } from '../aggregate.ts';
import type { NoiseView } from '../noise.ts';
import type { Disclosed } from '../plan.ts';
import type { FieldView, StatisticsView, View } from '../views.ts';
import { type Collected, collect, type Part } from './collect.ts';
import { privacyOf, type Walk } from './fetches.ts';
import { isGroupedBy } from './visible.ts';

/** A root of the operation that asks for groups. */
export interface AggregatePlace {
  readonly coordinate: string;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly type: GraphQLObjectType;
  readonly collected: Collected;
  readonly view: StatisticsView;
}

function noiseTold({ rules, aggregates, least }: NoiseView): Disclosed {
  const mechanisms = [...new Set(aggregates.map(({ mechanism }) => mechanism))].sort();
  const small = least === undefined ? '' : `; groups of fewer than ${least} people, counted with noise, are left out`;
  const reason = `figures come with noise, within the budget of \`${rules.map(({ name }) => name).join()}\`${small}`;
  return { disclosure: 'reduced', technique: `noise(${mechanisms.join()})`, reason };
}

interface Build {
  readonly walk: Walk;
  readonly view: StatisticsView;
  readonly figures: Figure[];
}

/** Judges what is asked of groups, as far as the document says it. */
export function planAggregate(walk: Walk, { collected, type, view, ...place }: AggregatePlace): Aggregate {
  const build: Build = { walk, view, figures: [] };
  const { cells } = view;
  if (cells) {
    const reason = `figures leave out every group of fewer than ${cells.size} people, totals too`;
    const technique = `minimum-group(${cells.size})`;
    walk.sayings.tell(place.coordinate, { disclosure: 'reduced', technique, reason });
  }
  const selection = groupSelection(build, type, collected.below);
  if (view.noise) walk.sayings.tell(place.coordinate, noiseTold(view.noise));
  const { key, node, include } = collected;
  return Object.freeze({ ...place, path: [key], include, node, view, figures: build.figures, selection });
}

function groupSelection(build: Build, type: GraphQLObjectType, parts: readonly Part[]): readonly GroupOut[] {
  return collect(build.walk.from, type, parts).flatMap((one): readonly GroupOut[] => {
    const at = { key: one.key, include: one.include };
    if (one.name === '__typename') return [{ ...at, group: 'typename', value: type.name }];
    const { of, field } = statisticOf(type, one.name);
    if (of === 'key' && !field)
      return [{ ...at, group: 'key', selection: keySelection(build, below(type, one), one.below) }];
    if (of === 'count' || of === 'subjects')
      return figureOut(build, counted(build, of)).map((place) => ({ ...at, ...place }));
    if (!field) return [{ ...at, group: 'figures', selection: groupSelection(build, below(type, one), one.below) }];
    if (of === 'key') throw new Error('what a group is told apart by is no figure');
    return figureOut(build, measured(build, of, field, `${type.name}.${one.name}`)).map((place) => ({
      ...at,
      ...place,
    }));
  });
}

function keySelection(build: Build, type: GraphQLObjectType, parts: readonly Part[]): readonly KeyOut[] {
  return collect(build.walk.from, type, parts).flatMap((one): readonly KeyOut[] => {
    const at = { key: one.key, include: one.include };
    if (one.name === '__typename') return [{ ...at, part: 'typename', value: type.name }];
    const { field = '' } = statisticOf(type, one.name);
    const view = build.view.fields.get(field);
    if (!view || !isGroupedBy(build.view, view)) {
      refuseUse(build, field, isGroupedBy);
      return [];
    }
    build.walk.sayings.disclose(seenBy(view, 'group'), `${type.name}.${one.name}`);
    return [{ ...at, part: 'field', name: field }];
  });
}

/** A field as one use sees it. */
const seenBy = (view: FieldView, use: Use): FieldView => ({ ...view, cases: view.casesFor.get(use) ?? [] });

function counted({ walk, view }: Build, figure: 'count' | 'subjects'): Figure | undefined {
  const open = (one: StatisticsView): boolean =>
    one.grouped && (figure === 'count' ? one.counted.kind !== 'none' : one.people);
  if (open(view)) return { figure };
  const { name } = view.entity;
  walk.sayings.refuse('USE_DENIED', `${name}Group.${figure}`, (other) => open(other.statistics(name)));
  return undefined;
}

function measured(
  build: Build,
  figure: Exclude<Statistic, 'key' | 'count' | 'subjects'>,
  name: string,
  coordinate: string,
): Figure | undefined {
  const { view } = build;
  const field = view.fields.get(name);
  const ofOne = figure === 'min' || figure === 'max';
  const open = (one: StatisticsView, its: FieldView): boolean => its.summable && !(ofOne && (one.cells ?? one.noise));
  if (field && open(view, field)) {
    build.walk.sayings.disclose(seenBy(field, 'aggregate'), coordinate);
    return { figure, field };
  }
  const why =
    ofOne && (view.cells ?? view.noise)
      ? 'the least and the greatest value of a group are those of one person'
      : undefined;
  refuseUse(build, name, open, why);
  return undefined;
}

/** A use of a field that is closed under the declared purpose. */
export function refuseUse(
  { walk, view }: { readonly walk: Pick<Walk, 'sayings'>; readonly view: StatisticsView },
  name: string,
  open: (view: StatisticsView, field: FieldView) => boolean,
  why?: string,
): void {
  const { name: entity } = view.entity;
  const wouldDo = (other: View): boolean => {
    const field = other.statistics(entity).fields.get(name);
    return other.statistics(entity).grouped && field !== undefined && open(other.statistics(entity), field);
  };
  const field = view.fields.get(name);
  const seen = !!field && (field.cases.length > 0 || field.groupable || field.summable);
  walk.sayings.refuse(seen ? 'USE_DENIED' : 'FIELD_DENIED', `${entity}.${name}`, wouldDo, why);
}

/** Its place among the figures, each of which is there once. */
function figureOut(
  { figures }: Build,
  figure: Figure | undefined,
): readonly { readonly group: 'figure'; readonly at: number }[] {
  if (!figure) return [];
  const same = (one: Figure): boolean =>
    one.figure === figure.figure &&
    ('field' in one ? one.field : undefined) === ('field' in figure ? figure.field : undefined);
  const known = figures.findIndex(same);
  return [{ group: 'figure', at: known >= 0 ? known : figures.push(figure) - 1 }];
}

function statisticOf(type: GraphQLObjectType, name: string): { readonly of: Statistic; readonly field?: string } {
  const privacy = privacyOf(type.getFields()[name]);
  if (privacy?.kind !== 'statistic') throw new Error(`\`${type.name}.${name}\` cannot be planned`);
  return privacy;
}

function below(type: GraphQLObjectType, { name }: Collected): GraphQLObjectType {
  const named = getNamedType(type.getFields()[name]?.type);
  if (!isObjectType(named)) throw new Error(`\`${type.name}.${name}\` is not an object`);
  return named;
}
