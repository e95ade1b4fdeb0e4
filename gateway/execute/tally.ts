import { type Enforced, type EnforcedRoot, isGroups } from './enforce.ts';
import { cellOf } from './fetch.ts';
import type { Groups } from './groups.ts';
import { typeNames } from '../../schema/catalogue/names.ts';

/** What an answer holds, for its record: whom it is about and how much, never what. */
export interface Tally {
  /** `Customer:42`, each once. */
  readonly subjects: readonly string[];
  /** How many rows of each entity were read. */
  readonly rows: Readonly<Record<string, number>>;
  /** How many values did not fit their technique's format, by coordinate. */
  readonly misfits: Readonly<Record<string, number>>;
}

export function tally(roots: readonly (EnforcedRoot | undefined)[]): Tally {
  const subjects = new Set<string>();
  const rows: Record<string, number> = {};
  const misfits: Record<string, number> = {};
  const count = ({ block, kept, misfits: found, children }: Enforced): void => {
    const { view, subject } = block.bound.fetch;
    const { name } = view.entity;
    rows[name] = (rows[name] ?? 0) + kept.length;
    for (const [coordinate, times] of found) misfits[coordinate] = (misfits[coordinate] ?? 0) + times;
    if (subject) {
      for (const row of kept) {
        const key = cellOf(block, row, subject.column);
        if (typeof key === 'string') subjects.add(`${subject.entity}:${key}`);
      }
    }
    for (const nested of block.bound.nested)
      for (const { entity, column } of nested?.counts ?? [])
        rows[entity] = kept.reduce((sum, row) => sum + Number(cellOf(block, row, column)), rows[entity] ?? 0);
    for (const child of children) if (child) count(child);
  };
  for (const root of roots) {
    if (root && isGroups(root)) countGroups(rows, subjects, root.block);
    else if (root) count(root);
  }
  return { subjects: [...subjects], rows, misfits };
}

/** No row left the store, only figures of so many groups; one that is about a single person is as good as theirs. */
function countGroups(rows: Record<string, number>, subjects: Set<string>, { aggregate, groups }: Groups): void {
  const { group } = typeNames(aggregate.aggregate.view.entity.name);
  rows[group] = (rows[group] ?? 0) + groups.length;
  const { alone } = aggregate;
  for (const { person } of groups) if (alone && person !== undefined) subjects.add(`${alone.entity}:${person}`);
}
