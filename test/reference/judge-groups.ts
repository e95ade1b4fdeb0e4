import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  getArgumentValues,
  getNamedType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { limits } from '../../plugins/limits/index.ts';
import { sectionOf } from '../../plugins/policy.ts';
import { type Entity, entityOf, type Field } from '../../schema/catalogue/catalogue.ts';
import type { Privacy } from '../../schema/graphql/privacy.ts';
import { type Band, isMadeOf, widest } from '../../schema/terms/band.ts';
import { type FilterOperator, operatorsOfType } from '../../schema/terms/operators.ts';
import type { Asking } from './asking.ts';
import { boundOf } from './bound.ts';
import { type Filter, isEcho, judgeFilter } from './filters.ts';
import { bandsOf, type GroupArguments, statisticsOf } from './groups.ts';
import { type Judging, type Refuse, reportOf, selected } from './judge.ts';
import {
  arePeopleTold,
  gridOf,
  isFiguredSomewhere,
  isGrouped,
  isGroupedBy,
  isSummable,
  isTold,
  statisticSights,
} from './statistics.ts';

/** Everything that is asked of groups, judged under the declared purpose. */
export function judgeGroups(
  judging: Judging,
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  included: boolean,
): void {
  const privacy = definition.extensions.privacy as Extract<Privacy, { kind: 'aggregate' }>;
  const entity = entityOf(judging.asking.world.catalogue, privacy.entity);
  const asks = statisticsOf(judging.asking);
  const coordinate = `Query.${node.name.value}`;
  if (!isGrouped(asks, entity)) return void judging.document.add(`FIELD_DENIED ${coordinate}`);
  const bound = boundOf(asks);
  if (bound) judging.report.set(coordinate, { disclosure: 'reduced', technique: `minimum-group(${bound.size})` });
  const type = getNamedType(definition.type);
  if (!isObjectType(type)) throw new Error('a group is an object');
  const subjects = judgeFigures(judging, asks, entity, type, node.selectionSet);
  if (included) judgeArguments(judging, asks, entity, getArgumentValues(definition, node, judging.variables), subjects);
}

const refusal = (asks: Asking, field: Field): string =>
  `${isTold(asks, field) ? 'USE_DENIED' : 'FIELD_DENIED'} ${field.coordinate}`;

/** Whether people are asked for. */
function judgeFigures(
  judging: Judging,
  asks: Asking,
  entity: Entity,
  type: GraphQLObjectType,
  set: SelectionSetNode | undefined,
): boolean {
  let subjects = false;
  const bound = boundOf(asks);
  for (const [node] of set ? selected(judging, type, set, true) : []) {
    const definition = type.getFields()[node.name.value];
    const privacy = definition?.extensions.privacy as Privacy | undefined;
    if (!definition || privacy?.kind !== 'statistic') continue;
    const { of, field: name } = privacy;
    const field = name === undefined ? undefined : entity.fields.get(name);
    const below = getNamedType(definition.type);
    if (of === 'count' && !isFiguredSomewhere(asks, entity))
      judging.document.add(`USE_DENIED ${entity.name}Group.count`);
    else if (of === 'subjects') {
      subjects = true;
      if (!arePeopleTold(asks, judging.asking, entity)) judging.document.add(`USE_DENIED ${entity.name}Group.subjects`);
    } else if (field) {
      const ofOne = of === 'min' || of === 'max';
      const open =
        of === 'key' ? isGroupedBy(asks, bound, entity, field) : isSummable(asks, field) && !(ofOne && bound);
      if (!open) judging.document.add(refusal(asks, field));
      else report(judging, asks, field, of === 'key' ? 'group' : 'aggregate', `${type.name}.${node.name.value}`);
    } else if (isObjectType(below)) judgeFigures(judging, asks, entity, below, node.selectionSet);
  }
  return subjects;
}

function report(judging: Judging, asks: Asking, field: Field, use: 'group' | 'aggregate', coordinate: string): void {
  const told = reportOf(asks, field, statisticSights(asks, field, use));
  if (told) judging.report.set(coordinate, told);
}

function judgeArguments(judging: Judging, asks: Asking, entity: Entity, args: GroupArguments, subjects: boolean): void {
  const bound = boundOf(asks);
  const grid = bound && gridOf(asks, bound, entity);
  const refuse: Refuse = (code, at) => void judging.bound.add(`${code} ${at}`);
  const bands = bandsOf(args);
  if (Object.values(args.groupBy ?? {}).some((one) => typeof one === 'number' && (one < 1 || one > widest)))
    return void judging.faults.add('BAD_USER_INPUT');
  for (const [name, band] of bands) {
    const field = entity.fields.get(name);
    const finest = grid?.get(name);
    const open = field && isGroupedBy(asks, bound, entity, field) && (finest === undefined || isMadeOf(band, finest));
    if (field && !open) judging.bound.add(refusal(asks, field));
  }
  if (grid && subjects && entity.subject?.length !== 0 && !isFinest(grid, bands))
    refuse('USE_DENIED', `${entity.name}Group.subjects`);
  if (args.filter) {
    if (grid) judgeGrid(asks, entity, grid, args.filter, judging.bound);
    else judgeFilter(asks, entity, args.filter, refuse);
  }
  const { max } = sectionOf(asks.world.policy, limits).limits.page;
  if (typeof args.first === 'number' && args.first < 0) judging.faults.add('BAD_USER_INPUT');
  if (typeof args.first === 'number' && args.first > max) judging.faults.add('COST_EXCEEDED');
}

const isFinest = (grid: ReadonlyMap<string, Band>, bands: ReadonlyMap<string, Band>): boolean =>
  [...grid].every(([name, band]) => bands.get(name) === band);

/** Nothing but the dimensions of the grid may be compared. */
function judgeGrid(
  asks: Asking,
  entity: Entity,
  grid: ReadonlyMap<string, Band>,
  filter: Filter,
  refusals: Set<string>,
): void {
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined || value === null) continue;
    const field = entity.fields.get(name);
    if (name === 'and' || name === 'or' || name === 'not') {
      for (const one of Array.isArray(value) ? value : [value]) judgeGrid(asks, entity, grid, one as Filter, refusals);
    } else if (!field) refusals.add(`FIELD_DENIED ${entity.name}.${name}`);
    else {
      const offered: readonly FilterOperator[] = grid.has(name) ? operatorsOfType(field.type) : [];
      for (const [name, operand] of Object.entries(value as Filter)) {
        const operator = name as FilterOperator;
        if (operand === undefined) continue;
        if (!offered.includes(operator)) refusals.add(refusal(asks, field));
        else if (isEcho(asks, field, operator, operand)) refusals.add(`BAD_USER_INPUT ${field.coordinate}`);
      }
    }
  }
}
