import type { Cell } from '../../schema/terms/field.ts';
import type { FieldRead } from '../plan.ts';
import { type Block, cellOf } from './fetch.ts';

/** A block whose fields are as the caller may see them. */
export interface Enforced {
  readonly block: Block;
  /** The places of the rows that are answered, each once. */
  readonly kept: readonly number[];
  readonly fields: readonly Seen[];
  readonly children: readonly (Enforced | undefined)[];
  /** How many values did not fit their technique's format, by coordinate. */
  readonly misfits: ReadonlyMap<string, number>;
}

/** What is seen of a field: its column as it is, with something constant in front of it, or cells by the place of their row. */
export type Seen =
  | { readonly seen: 'column'; readonly column: number }
  | { readonly seen: 'prefixed'; readonly column: number; readonly before: string }
  | { readonly seen: 'cells'; readonly cells: readonly Cell[] };

/** Applies what was decided, cell by cell. It can only tighten: a case that is not there is null. */
export function enforce(block: Block): Enforced {
  const misfits = new Map<string, number>();
  const kept = keptOf(block);
  const fields = block.bound.fetch.fields.map((read) => seen(block, kept, read, misfits));
  const children = block.children.map((child) => child && enforce(child));
  return { block, kept, fields, children, misfits };
}

function keptOf({ bound, groups }: Block): readonly number[] {
  const [only = []] = groups;
  if (groups.length < 2) return only;
  // Several parents may refer to one row.
  return bound.fetch.access.by === 'reference' ? [...new Set(groups.flat())] : groups.flat();
}

const nothing: Seen = { seen: 'cells', cells: [] };

/** INVARIANT: a column is passed on as it is only where one case holds on every row, and it is clear. */
function seen(block: Block, kept: readonly number[], read: FieldRead, misfits: Map<string, number>): Seen {
  const { column, which, view } = read;
  const [only] = view.cases;
  if (column === undefined || !only) return nothing;
  if (which !== undefined) return { seen: 'cells', cells: cellsOf(block, kept, read, misfits) };
  if (only.disclosure === 'clear' && !only.bound) return { seen: 'column', column };
  if (only.disclosure === 'clear' && only.bound?.before !== undefined)
    return { seen: 'prefixed', column, before: only.bound.before };
  return { seen: 'cells', cells: cellsOf(block, kept, read, misfits) };
}

function cellsOf(
  block: Block,
  kept: readonly number[],
  { column = 0, which, view }: FieldRead,
  misfits: Map<string, number>,
): readonly Cell[] {
  const cells = new Array<Cell>(block.rows.count).fill(null);
  for (const row of kept) {
    const value = cellOf(block, row, column);
    const number = which === undefined ? 0 : cellOf(block, row, which);
    const one = typeof number === 'number' ? view.cases[number] : undefined;
    if (value === null || !one || one.disclosure === 'withheld') continue;
    if (!one.bound) {
      if (one.disclosure === 'clear') cells[row] = value;
      continue;
    }
    const known = one.knowsSubject ? knownOf(block, row) : undefined;
    const masked = one.bound.mask(value, known, one.perSubject ? subjectOf(block, row) : undefined);
    if (masked === null) misfits.set(view.field.coordinate, (misfits.get(view.field.coordinate) ?? 0) + 1);
    cells[row] = masked;
  }
  return cells;
}

/** Undefined where the subject's values could not be had: the technique then gives nothing. */
function knownOf(block: Block, row: number): readonly string[] | undefined {
  const at = block.bound.fetch.subject?.column;
  const key = at === undefined ? undefined : cellOf(block, row, at);
  return typeof key === 'string' ? block.known.get(key) : undefined;
}

/** Whom the row is about, whatever other entities have the same key. */
function subjectOf(block: Block, row: number): string | undefined {
  const { subject } = block.bound.fetch;
  const key = subject && cellOf(block, row, subject.column);
  return subject && typeof key === 'string' ? `${subject.entity}:${key}` : undefined;
}
