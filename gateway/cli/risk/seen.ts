import type { Cell } from '../../../schema/terms/field.ts';
import { cellOf } from '../../execute/fetch.ts';
import type { Enforced } from '../../execute/enforce.ts';
import { jsonText } from '../../json.ts';
import type { Shown } from './shown.ts';

/** What a row shows of a field, and what it would show one step further up: JSON, as an answer has it. */
export interface Seen {
  readonly now: string;
  readonly next: string;
}

const empty = 'null';
const nothing: Seen = Object.freeze({ now: empty, next: empty });

/**
 * How to look at a field in a page: at its own rows, or at those that they refer to.
 * INVARIANT: a cell that is withheld or a surrogate is seen as null: it tells nothing that somebody could know.
 */
export function seenIn(page: Enforced, shown: Shown): (row: number) => Seen {
  if (shown.by === undefined) return ownOf(page, shown);
  const at = page.block.bound.fetch.children.findIndex((child) => child.path.at(-1) === shown.by);
  const child = page.children[at];
  if (!child) return () => nothing;
  const own = ownOf(child, shown);
  return (row) => {
    const found = child.block.groups[row]?.[0];
    return found === undefined ? nothing : own(found);
  };
}

function ownOf({ block, fields }: Enforced, { view, steps }: Shown): (row: number) => Seen {
  const at = block.bound.fetch.fields.findIndex((read) => read.view.field.coordinate === view.field.coordinate);
  const { column, which } = block.bound.fetch.fields[at] ?? {};
  const write = fields[at];
  if (!write || column === undefined) return () => nothing;
  const out = jsonText(256);
  return (row) => {
    const number = which === undefined ? 0 : cellOf(block, row, which);
    const one = typeof number === 'number' ? view.cases[number] : undefined;
    if (typeof number !== 'number' || !one || one.disclosure === 'replaced' || one.disclosure === 'withheld')
      return nothing;
    out.at = 0;
    write(out, row);
    const now = out.buffer.toString('utf8', 0, out.at);
    const step = steps[number];
    if (!step || step.nothing) return { now, next: empty };
    const raw = cellOf(block, row, column);
    if (!step.mask || raw === null) return { now, next: now };
    return { now, next: JSON.stringify(step.mask(raw, undefined, subjectOf(block, row))) };
  };
}

/** Whom a row is about, as techniques that move all dates of a person alike want them. */
function subjectOf(block: Enforced['block'], row: number): string | undefined {
  const { subject } = block.bound.fetch;
  const key: Cell = subject ? cellOf(block, row, subject.column) : null;
  return subject && typeof key === 'string' ? `${subject.entity}:${key}` : undefined;
}
