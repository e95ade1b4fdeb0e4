import type { Grant } from '../../plugins/contract.ts';
import { type Entity, entityOf, type Field } from '../../schema/catalogue/catalogue.ts';
import type { Cell, Use } from '../../schema/terms/field.ts';
import { boundOf } from './bound.ts';
import { cappedWorth, rank } from './ladder.ts';
import { type Asking, isOpen, offers } from './asking.ts';
import { fieldsOf, guardsSay, isKnown, type Sight, sight } from './sight.ts';
import { holds, type Truth, truthOf } from './tests.ts';
import { fencesOf, rawCell, related, rowsOf, subjectName, subjectRow, targetOf, type TwinRow } from './world.ts';

export const truthAt = ({ world, asker }: Asking, entity: Entity, row: TwinRow): Truth =>
  truthOf(world, asker, entity, row);

/** At least one grant gives the row, and every guard lets it through. */
export function isReadable(asking: Asking, entity: Entity, row: TwinRow): boolean {
  const truth = truthAt(asking, entity, row);
  const { world, asker } = asking;
  return (
    asking.opening(entity.name).some((grant) => holds(grant.rows(entity.name), truth)) &&
    fencesOf(world, asker, entity).every((fence) => holds(fence, truth))
  );
}

/** A root leads to the row: some grant that opens it gives the row. */
function isEntered(asking: Asking, entity: Entity, truth: Truth): boolean {
  const doors = asking.opening(entity.name).filter((grant) => grant.roots.has(entity.roots.many ?? ''));
  return doors.some((grant) => holds(grant.rows(entity.name), truth));
}

export const enteredRows = (asking: Asking, entity: Entity): readonly TwinRow[] =>
  readableRows(asking, entity).filter((row) => isEntered(asking, entity, truthAt(asking, entity, row)));

export const readableRows = (asking: Asking, entity: Entity): readonly TwinRow[] =>
  rowsOf(asking.world, entity).filter((row) => isReadable(asking, entity, row));

/** What is seen of a cell; null where no grant of its row covers it. */
export function seenCell(asking: Asking, entity: Entity, field: Field, row: TwinRow, use: Use): Cell {
  return seenAs(asking, entity, field, row, sight(asking, field, use, truthAt(asking, entity, row)));
}

function seenAs(asking: Asking, entity: Entity, field: Field, row: TwinRow, one: Sight | undefined): Cell {
  const raw = rawCell(row, field);
  return raw === null || !one
    ? null
    : one.see(raw, knownOf(asking, entity, row), subjectName(asking.world, entity, row));
}

function knownOf({ world }: Asking, entity: Entity, row: TwinRow): readonly string[] | undefined {
  const subject = subjectRow(world, entity, row);
  return (
    subject &&
    fieldsOf(subject.entity)
      .filter(isKnown)
      .flatMap((field) => rawCell(subject.row, field) ?? [])
      .map(String)
  );
}

/** `totalCount` is an aggregate of the id: the rows where that is clear, and those that a grant which gives them lets count; of nothing where groups are bound to a size. */
export const isCounted = (asking: Asking, entity: Entity, truth: Truth): boolean =>
  !boundOf(asking) && isCountable(asking, entity, truth, (grant) => grant.counts.has(entity.name));

/** @param counts which grants let the rows be counted that they give */
export function isCountable(asking: Asking, entity: Entity, truth: Truth, counts: (grant: Grant) => boolean): boolean {
  const id = entityOf(asking.world.catalogue, entity.name).fields.get('id');
  if (!id) return false;
  if (sight(asking, id, 'aggregate', truth)?.disclosure === 'clear') return true;
  const votes = [...asking.votes(id, 'select'), ...asking.votes(id, 'aggregate')];
  const counting = asking.opening(entity.name).filter(counts);
  return guardsSay(id, votes, truth) === 'clear' && counting.some((grant) => holds(grant.rows(entity.name), truth));
}

/** The full value may be compared: a grant of the row says so, and no guard withholds the field there. */
export function isLookedUp(asking: Asking, field: Field, truth: Truth): boolean {
  const { world } = asking;
  const votes = [...asking.votes(field, 'select'), ...asking.votes(field, 'filter.equal')];
  const guards = guardsSay(field, votes, truth);
  if (
    guards === 'denied' ||
    rank(cappedWorth(world, field, { disclosure: 'clear' }, guards).disclosure) >= rank('withheld')
  )
    return false;
  return asking
    .opening(field.entity)
    .some((grant) => grant.lookups.has(field.coordinate) && holds(grant.rows(field.entity), truth));
}

/** Across stores a relation is filtered through by its target's id alone, where that may be compared. */
export function isComparedAcross(asking: Asking, target: Entity): boolean {
  const id = target.fields.get('id');
  return id !== undefined && isOpen(asking, target.name) && offers(asking, id, 'filter.equal', 'eq');
}

const uses: readonly Use[] = ['select', 'filter.equal', 'filter.range', 'filter.prefix', 'order'];

/** The readable relation of everything: rows by key, cells as each use sees them, and which readable records hang together. */
export function readableRelation(asking: Asking): unknown {
  const open = [...asking.world.catalogue.entities.values()].filter((entity) => isOpen(asking, entity.name));
  return open.map((entity) => [
    entity.name,
    readableRows(asking, entity)
      .map((row) => readableRow(asking, entity, row))
      .sort(),
  ]);
}

function readableRow(asking: Asking, entity: Entity, row: TwinRow): string {
  const truth = truthAt(asking, entity, row);
  const fields = fieldsOf(entity).map((field) => [
    field.name,
    uses.map((use) => {
      const one = sight(asking, field, use, truth);
      const used = use === 'select' || (use === 'order' ? one?.orderable : (one?.operators.length ?? 0) > 0);
      return used ? seenAs(asking, entity, field, row, one) : null;
    }),
    // INVARIANT: the one comparison that sees more than selecting does.
    isLookedUp(asking, field, truth) ? rawCell(row, field) : null,
  ]);
  const hops = [...entity.relations.values()].map((hop) => {
    const target = targetOf(asking.world, hop);
    const readable = related(asking.world, row, hop).filter((one) => isReadable(asking, target, one));
    return [hop.name, readable.map((one) => one.key).sort()];
  });
  return JSON.stringify([row.key, isCounted(asking, entity, truth), isEntered(asking, entity, truth), fields, hops]);
}
