import type { FieldFacts } from '../terms/field.ts';

/** What there is: entities, their fields with classification, and how they hang together. */
export interface Catalogue {
  /** A hash of the content: it changes exactly when the catalogue does. */
  readonly version: string;
  readonly entities: ReadonlyMap<string, Entity>;
}

/** The types a key column may have. Between store and answer keys are strings. */
export const keyTypes = ['integer', 'bigint', 'uuid', 'text'] as const;
export type KeyType = (typeof keyTypes)[number];

export interface Entity {
  readonly name: string;
  readonly description?: string;
  readonly store: string;
  /** `orders`, or with its schema `shop.orders`. */
  readonly table: { readonly schema?: string; readonly name: string };
  readonly key: { readonly column: string; readonly type: KeyType };
  /**
   * The path to the data subject: to-one relations, the last of which may cross stores; empty where the entity is the
   * subject itself; absent where its rows are about nobody.
   */
  readonly subject?: readonly string[];
  /** Names of root fields: `many` is a connection, `one` takes an id, `lookup` finds one record by a full value. */
  readonly roots: { readonly one?: string; readonly many?: string; readonly lookup?: string };
  /** In the order of the file; `id` is always there. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly relations: ReadonlyMap<string, Relation>;
}

export interface Field extends FieldFacts {
  readonly column: string;
  readonly description?: string;
  /** The values of an `Enum`. */
  readonly values?: readonly string[];
}

/** A hop between two entities along a key: `via` is the column on the many side that holds the key of the one side. */
export interface Relation {
  readonly name: string;
  readonly description?: string;
  readonly from: string;
  readonly to: string;
  readonly many: boolean;
  readonly via: string;
}

/** The entity of that name. It throws where the catalogue does not hold it: names in plans were checked before. */
export function entityOf(catalogue: Catalogue, name: string): Entity {
  const entity = catalogue.entities.get(name);
  if (!entity) throw new Error(`the catalogue has no entity \`${name}\``);
  return entity;
}

/** The subject's entity for rows of this one, or nothing where they are about nobody. */
export function subjectEntity(catalogue: Catalogue, entity: Entity): Entity | undefined {
  if (!entity.subject) return undefined;
  return entity.subject.reduce((at, name) => {
    const relation = at.relations.get(name);
    if (!relation) throw new Error(`\`${at.name}\` has no relation \`${name}\``);
    return entityOf(catalogue, relation.to);
  }, entity);
}
