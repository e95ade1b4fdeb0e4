import type { Entity } from '../../schema/catalogue/catalogue.ts';
import type { Asking } from './asking.ts';
import { boundOf } from './bound.ts';
import { groupsOf, type Line, linesOf, seenInGroups, statisticsOf, summedValue } from './groups.ts';
import { fieldsOf } from './sight.ts';
import { arePeopleTold, gridOf, isGroupable, isGrouped, isSummable } from './statistics.ts';

/**
 * All that groups may ever tell: of rows what groups see of them; where groups are bound to a size, the finest of them that are
 * told, and nothing else.
 */
export function groupRelation(plain: Asking): unknown {
  const asks = statisticsOf(plain);
  const entities = [...asks.world.catalogue.entities.values()].filter((entity) => isGrouped(asks, entity));
  return entities.map((entity) => [
    entity.name,
    boundOf(asks) ? publishedGrid(plain, entity) : groupedRows(plain, entity),
  ]);
}

/** The finest groups, with every figure of theirs. */
function publishedGrid(plain: Asking, entity: Entity): unknown {
  const asks = statisticsOf(plain);
  const bound = boundOf(asks);
  const grid = bound ? Object.fromEntries(gridOf(asks, bound, entity)) : {};
  return groupsOf(plain, entity, { groupBy: grid });
}

function groupedRows(plain: Asking, entity: Entity): unknown {
  const asks = statisticsOf(plain);
  const people = arePeopleTold(asks, plain, entity);
  const lines = linesOf(asks, entity, [], new Map(), {});
  const first = (line: Line): string | undefined =>
    line.person &&
    lines
      .filter(({ person }) => person === line.person)
      .map(({ row }) => row.key)
      .sort()[0];
  return lines
    .map((line) =>
      JSON.stringify([
        line.row.key,
        line.counts,
        people && line.counts ? first(line) : null,
        fieldsOf(entity).map((field) => [
          isGroupable(asks, field) ? seenInGroups(asks, entity, field, line.row, true) : null,
          isSummable(asks, field) ? summedValue(asks, entity, field, line.row) : null,
        ]),
      ]),
    )
    .sort();
}
