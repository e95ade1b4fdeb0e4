import type { Cell } from '../../schema/terms/field.ts';
import type { FieldRead } from '../plan.ts';
import type { Row } from '../statement.ts';
import type { Block } from './fetch.ts';

/** A block whose fields are as the caller may see them; raw rows stay behind. */
export interface Enforced {
  readonly block: Block;
  /** For each field of the fetch, the cells of all rows. */
  readonly fields: readonly (readonly Cell[])[];
  readonly children: readonly (Enforced | undefined)[];
  /** How many values did not fit their technique's format, by coordinate. */
  readonly misfits: ReadonlyMap<string, number>;
}

/** Applies what was decided, cell by cell. It can only tighten: a case that is not there is null. */
export function enforce(block: Block): Enforced {
  const misfits = new Map<string, number>();
  const fields = block.bound.fetch.fields.map((read) => enforceField(block, read, misfits));
  const children = block.children.map((child) => child && enforce(child));
  return Object.freeze({ block, fields, children, misfits });
}

function enforceField(block: Block, read: FieldRead, misfits: Map<string, number>): readonly Cell[] {
  const { column, which, view } = read;
  if (column === undefined) return block.rows.map(() => null);
  const subject = block.bound.fetch.subject?.column;
  return block.rows.map((row) => {
    const value = row[column] ?? null;
    const one = view.cases[which === undefined ? 0 : ((row[which] as number | null) ?? -1)];
    if (value === null || !one || one.disclosure === 'withheld') return null;
    if (!one.bound) return one.disclosure === 'clear' ? value : null;
    const masked = one.bound.mask(value, one.knowsSubject ? knownOf(block, row, subject) : undefined);
    if (masked === null) misfits.set(view.field.coordinate, (misfits.get(view.field.coordinate) ?? 0) + 1);
    return masked;
  });
}

/** Undefined where the subject's values could not be had: the technique then gives nothing. */
function knownOf(block: Block, row: Row, subject: number | undefined): readonly string[] | undefined {
  const key = subject === undefined ? undefined : row[subject];
  return typeof key === 'string' ? block.known.get(key) : undefined;
}
