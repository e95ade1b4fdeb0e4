import type { Concern, Grant } from '../../plugins/contract.ts';
import type { Keyring } from '../../plugins/pseudonyms/keyring.ts';
import { sectionOf } from '../../plugins/policy.ts';
import { type Catalogue, type Entity, entityOf, type Field, type Relation } from '../../schema/catalogue/catalogue.ts';
import type { Policy } from '../../schema/policy.ts';
import type { Cell, Use, Value } from '../../schema/terms/field.ts';
import type { Entitlement } from '../../schema/terms/profile.ts';
import type { Restriction } from '../../schema/terms/restriction.ts';
import type { Vote } from '../../schema/terms/verdict.ts';
import { agreedGrants, inForce } from './agreements.ts';

/** Everything there is, raw: the stores' rows beside what may be said of them. */
export interface TwinWorld {
  readonly catalogue: Catalogue;
  readonly policy: Policy;
  readonly concerns: readonly Concern<unknown>[];
  readonly keyring: Keyring;
  readonly rows: ReadonlyMap<string, readonly TwinRow[]>;
}

/** A record as it stands in its table: cells by column, in the form of `schema/terms/field.ts`; references to keys are strings. */
export interface TwinRow {
  readonly key: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

export interface Asker {
  readonly entitlement: Entitlement;
  readonly purpose?: string;
  /** Seconds since 1970; it matters to partners, whose agreements begin and end. */
  readonly now?: number;
  /** `principal.id` and claims. */
  readonly bindings: Readonly<Record<string, Value>>;
}

export const rowsOf = (world: TwinWorld, entity: Entity): readonly TwinRow[] => world.rows.get(entity.name) ?? [];

export const rawCell = (row: TwinRow, field: Field): Cell =>
  field.name === 'id' ? row.key : (row.cells[field.column] ?? null);

export const targetOf = (world: TwinWorld, relation: Relation): Entity => entityOf(world.catalogue, relation.to);

/** The records that hang on a row by a relation, readable or not. */
export function related(world: TwinWorld, row: TwinRow, relation: Relation): readonly TwinRow[] {
  const candidates = rowsOf(world, targetOf(world, relation));
  if (relation.many) return candidates.filter((one) => one.cells[relation.via] === row.key);
  return candidates.filter((one) => one.key === row.cells[relation.via]);
}

/** The person whom a row is about, by the path of the catalogue; nobody where a hop leads nowhere. */
export function subjectRow(
  world: TwinWorld,
  entity: Entity,
  row: TwinRow,
): { readonly entity: Entity; readonly row: TwinRow } | undefined {
  if (!entity.subject) return undefined;
  let at: { entity: Entity; row: TwinRow } = { entity, row };
  for (const name of entity.subject) {
    const relation = at.entity.relations.get(name);
    const [next] = relation ? related(world, at.row, relation) : [];
    if (!relation || !next) return undefined;
    at = { entity: targetOf(world, relation), row: next };
  }
  return at;
}

/** Whom a row is about, `Person:42`, whether their record is there or not: its key is what the row holds. */
export function subjectName(world: TwinWorld, entity: Entity, row: TwinRow): string | undefined {
  const [last] = entity.subject?.slice(-1) ?? [];
  if (!entity.subject) return undefined;
  if (last === undefined) return `${entity.name}:${row.key}`;
  const before = subjectRow(world, { ...entity, subject: entity.subject.slice(0, -1) }, row);
  const relation = before?.entity.relations.get(last);
  const key = relation && before?.row.cells[relation.via];
  return relation && typeof key === 'string' ? `${relation.to}:${key}` : undefined;
}

/** The grants of a caller under the declared purpose. */
export function grantsOf(world: TwinWorld, asker: Asker): readonly Grant[] {
  const { roles, partner } = asker.entitlement;
  const agreed = agreedGrants(world, asker);
  // A partner without an agreement in force is nobody, whatever else they are.
  if (partner !== undefined && asker.now !== undefined && inForce(world, partner, asker.now).length === 0) return [];
  const given = world.concerns.flatMap(
    (concern) => concern.grant?.(sectionOf(world.policy, concern), { roles }, world.catalogue) ?? [],
  );
  return [...given, ...agreed].filter((grant) => asker.purpose !== undefined && grant.purposes.includes(asker.purpose));
}

/** What every guard says of a field in a use. */
export function votesOf(world: TwinWorld, asker: Asker, field: Field, use: Use): readonly Vote[] {
  const profile = { ...asker.entitlement, purpose: asker.purpose ?? '' };
  return world.concerns.flatMap(
    (concern) => concern.decide?.(sectionOf(world.policy, concern), profile, field, use) ?? [],
  );
}

/** The rows that every guard must let through, one restriction a guard. */
export function fencesOf(world: TwinWorld, asker: Asker, entity: Entity): readonly Restriction[] {
  const profile = { ...asker.entitlement, purpose: asker.purpose ?? '' };
  return world.concerns.flatMap(
    (concern) => concern.restrict?.(sectionOf(world.policy, concern), profile, entity) ?? [],
  );
}
