import type { Restriction } from '../../../schema/terms/restriction.ts';
import type { Cell, EntityCell, Outcome } from '../../matrix/cells.ts';
import type { FieldRow } from '../../matrix/facts.ts';
import type { Holder } from '../../matrix/holders.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import { rowsInWords } from '../explain/rows-in-words.ts';
import { whyNotInForce } from '../matrix-words.ts';

/** Who sees an entity, or one field of it: values only. `--json` prints it. */
export interface WhoReport {
  /** `Customer`, `Customer.phone` */
  readonly asked: string;
  readonly fields: readonly FieldRow[];
  readonly views: readonly WhoView[];
  /** Who gets figures, where these are bound to a least size of groups or come with noise. */
  readonly figures: readonly WhoFigures[];
}

export interface WhoFigures extends Pick<WhoView, 'holder' | 'purpose' | 'notInForce'> {
  /** `of 10 people`, `by placedAt: month`, `total` */
  readonly told: readonly string[];
}

/** Rows, for people and for scripts. */
type Rows = Restriction & { readonly words: string };

/** What one role or agreement sees for one purpose. */
export interface WhoView {
  readonly holder: Holder;
  readonly purpose: string;
  /** Why it gives nothing at this moment: an agreement that ended, is suspended or has not begun. */
  readonly notInForce?: string;
  readonly rows: Rows;
  readonly roots: readonly string[];
  readonly counted: Rows;
  readonly cells: readonly WhoCell[];
}

export interface WhoCell extends Pick<Cell, 'coordinate' | 'filter' | 'order'> {
  /** A row takes the first that holds on it. */
  readonly cases: readonly (Pick<Outcome, 'disclosure' | 'technique'> & { readonly when: Rows })[];
  readonly lookup: Rows;
}

export interface WhoAsked {
  /** An entity, or a field of it. */
  readonly entity: string;
  readonly coordinate?: string;
  readonly purpose?: string;
}

/** @param now seconds since 1970 */
export function whoReport(matrix: Matrix, { entity, coordinate, purpose }: WhoAsked, now: number): WhoReport {
  const holders = new Map(matrix.holders.map((holder) => [holder.key, holder]));
  const wanted = matrix.entities.filter(
    (one) => one.entity === entity && (purpose === undefined || one.purpose === purpose),
  );
  const views = wanted.flatMap((one) => {
    const holder = holders.get(one.holder);
    const cells = matrix.cells.filter(
      (cell) => belongs(cell, one) && (coordinate === undefined || cell.coordinate === coordinate),
    );
    return holder && cells.length > 0 ? [viewOf(holder, one, cells, now)] : [];
  });
  const rows = matrix.fields.filter((field) => field.coordinate.startsWith(`${entity}.`));
  return {
    asked: coordinate ?? entity,
    fields: coordinate === undefined ? rows : rows.filter((field) => field.coordinate === coordinate),
    views,
    figures: wanted.flatMap((one) => {
      const holder = holders.get(one.holder);
      const spoken = coordinate === undefined || one.figured.some((name) => coordinate === `${entity}.${name}`);
      return holder && spoken && one.statistics.length > 0 ? [figuresOf(holder, one, now)] : [];
    }),
  };
}

function figuresOf(holder: Holder, { purpose, statistics }: EntityCell, now: number): WhoFigures {
  const notInForce = whyNotInForce(holder, now);
  return { holder, purpose, ...(notInForce !== undefined && { notInForce }), told: statistics };
}

const belongs = (cell: Cell, { holder, purpose, entity }: EntityCell): boolean =>
  cell.holder === holder && cell.purpose === purpose && cell.coordinate.startsWith(`${entity}.`);

function viewOf(holder: Holder, entity: EntityCell, cells: readonly Cell[], now: number): WhoView {
  const notInForce = whyNotInForce(holder, now);
  return {
    holder,
    purpose: entity.purpose,
    ...(notInForce !== undefined && { notInForce }),
    rows: worded(entity.rows),
    roots: entity.roots,
    counted: worded(entity.counted),
    cells: cells.map(({ coordinate, cases, filter, order, lookup }) => ({
      coordinate,
      cases: cases.map((one) => ({ ...one, when: worded(one.when) })),
      filter,
      order,
      lookup: worded(lookup),
    })),
  };
}

const worded = (restriction: Restriction): Rows => ({ words: rowsInWords(restriction), ...restriction });
