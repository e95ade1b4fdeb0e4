import type { FilterOperator } from '../../schema/terms/operators.ts';
import { intersect, none, type Restriction } from '../../schema/terms/restriction.ts';
import type { Case, EntityView, FieldView, View } from '../views.ts';
import { figuredFields, figuresOf } from './figures.ts';
import { type Quotas, quotasOf } from './quotas.ts';
import { rootsOf } from './roots.ts';

/** How a holder sees a field under a purpose. */
export interface Cell {
  readonly holder: string;
  readonly purpose: string;
  /** `Customer.phone` */
  readonly coordinate: string;
  /** The rows that are readable at all. */
  readonly rows: Restriction;
  /** A row takes the first that holds on it; where none does the cell is null. */
  readonly cases: readonly Outcome[];
  readonly filter: readonly FilterOperator[];
  readonly order: boolean;
  /** The rows on which one record is found by the full value. */
  readonly lookup: Restriction;
  readonly quotas: Quotas;
}

export interface Outcome extends Pick<Case, 'disclosure' | 'technique'> {
  /** Among the readable rows. */
  readonly when: Restriction;
}

/** What a holder sees of an entity as a whole under a purpose. */
export interface EntityCell {
  readonly holder: string;
  readonly purpose: string;
  readonly entity: string;
  readonly rows: Restriction;
  /** Empty where it is reached through relations only. */
  readonly roots: readonly string[];
  /** The relations whose both ends are open: `Customer.orders`. */
  readonly relations: readonly string[];
  /** The readable rows that `totalCount` counts. */
  readonly counted: Restriction;
  /** What figures that are bound to a least size or come with noise tell: `of 10 people`, `by placedAt: month`, `total`. */
  readonly statistics: readonly string[];
  /** The fields that these speak of. */
  readonly figured: readonly string[];
}

interface Seen {
  readonly holder: string;
  readonly purpose: string;
  readonly view: View;
  readonly entity: EntityView;
}

export const cellsOf = ({ holder, purpose, entity }: Seen): readonly Cell[] =>
  [...entity.fields.values()]
    .filter(({ cases }) => cases.length > 0)
    .map((field) => ({
      holder,
      purpose,
      coordinate: field.field.coordinate,
      rows: entity.rows,
      cases: field.cases.map(({ disclosure, technique, when }) => ({ disclosure, technique, when })),
      filter: [...field.operators],
      order: field.orderable,
      lookup: lookupRows(entity, field),
      quotas: quotasOf(field.quotas),
    }));

/** A lookup is a root: where the entity may not be entered there is none. */
const lookupRows = ({ root, rows }: EntityView, { lookup }: FieldView): Restriction =>
  root ? intersect(rows, lookup) : none;

export const entityCellsOf = ({ holder, purpose, view, entity }: Seen): EntityCell => ({
  holder,
  purpose,
  entity: entity.entity.name,
  rows: entity.rows,
  roots: rootsOf(entity),
  relations: [...entity.entity.relations.values()]
    .filter(({ to }) => view.entity(to).open)
    .map(({ from, name }) => `${from}.${name}`),
  counted: intersect(entity.rows, entity.counted),
  statistics: figuresOf(view.statistics(entity.entity.name)),
  figured: figuredFields(view.statistics(entity.entity.name)),
});
