import { type FieldType, fieldTypes, usesOfType } from '../terms/field.ts';
import type { StoreForm } from '../terms/form.ts';
import { type FilterOperator, operatorsOfType } from '../terms/operators.ts';
import { type Entity, type Field, type KeyType, keyTypes } from './catalogue.ts';

/** What a store can do with the values of a column, beside giving them out. */
export interface ColumnAbilities {
  readonly operators: readonly FilterOperator[];
  readonly order: boolean;
}

/**
 * What a store can do, as facts that its kind or its configuration declares. What it cannot do is in no schema, and a
 * catalogue or a policy that needs it is refused before anything starts.
 */
export interface Abilities {
  readonly keys: readonly KeyType[];
  /** By the type of a field; one of a type that is not here cannot even be given out. */
  readonly types: Readonly<Partial<Record<FieldType, ColumnAbilities>>>;
  /** Columns that can less than their type, by table (as the catalogue writes it) and name. */
  readonly columns?: Readonly<Record<string, Readonly<Record<string, ColumnAbilities>>>>;
  /** Masked values that it can make itself, to filter and order by. */
  readonly forms: readonly StoreForm['form'][];
  /** Conditions may be joined by `or`, negated, and chosen by row. */
  readonly conditions: boolean;
  /** Conditions may ask for related records of the same store. */
  readonly related: boolean;
  /** Rows are found by a list of keys that a column of theirs refers to: relations, and whatever leads from store to store. */
  readonly references: boolean;
  /** The columns by which they are found so, by table; any of them where nothing is said. */
  readonly referring?: Readonly<Record<string, readonly string[]>>;
  /** Rows may be ordered by a keyed hash of their key, where ids are not clear to somebody. */
  readonly keyedOrder: boolean;
  readonly counts: boolean;
  /** Rows may be made into groups. */
  readonly groups: boolean;
}

/** Written so that a form which is new cannot be left out. */
const allForms: Readonly<Record<StoreForm['form'], true>> = {
  'truncate-date': true,
  round: true,
  floor: true,
  'ipv4-prefix': true,
  prefix: true,
};

/** A store with a query language: it can do whatever there is. */
export const everything: Abilities = Object.freeze<Abilities>({
  keys: keyTypes,
  types: Object.fromEntries(
    fieldTypes.map((type) => [type, { operators: operatorsOfType(type), order: usesOfType[type].includes('order') }]),
  ),
  forms: Object.keys(allForms) as readonly StoreForm['form'][],
  conditions: true,
  related: true,
  references: true,
  keyedOrder: true,
  counts: true,
  groups: true,
});

const nameOf = ({ table }: Entity): string =>
  table.schema === undefined ? table.name : `${table.schema}.${table.name}`;

/** Whether rows of an entity are found by a list of keys that a column of theirs refers to. */
export const findsBy = ({ references, referring }: Abilities, entity: Entity, column: string): boolean =>
  references && (referring?.[nameOf(entity)]?.includes(column) ?? true);

/** What a store can do with a field; nothing where it cannot even give it out. */
export function columnAbilities(abilities: Abilities, entity: Entity, field: Field): ColumnAbilities | undefined {
  const ofType = abilities.types[field.type];
  const ofColumn = abilities.columns?.[nameOf(entity)]?.[field.column];
  if (!ofType || !ofColumn) return ofType;
  return {
    operators: ofType.operators.filter((operator) => ofColumn.operators.includes(operator)),
    order: ofType.order && ofColumn.order,
  };
}
