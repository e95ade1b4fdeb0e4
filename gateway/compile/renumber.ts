import type { Bound, Select } from '../statement.ts';

/** A statement whose slots count from 0 without gaps, and where each of them lay before. */
export interface Compact {
  readonly select: Select;
  readonly slots: readonly number[];
}

/** A value that folding left out of the tree must not be sent: a store could not tell its type. */
export function compact(select: Select): Compact {
  const slots: number[] = [];
  const place = (slot: number): number => {
    const at = slots.indexOf(slot);
    return at >= 0 ? at : slots.push(slot) - 1;
  };
  const copy = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(copy);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([name, value]) => [name, isSlot(name, value) ? place(value as number) : copy(value)]),
    );
  };
  return { select: copy(select) as Select, slots };
}

const slotNames = new Set(['slot', 'salt', 'limit']);
const isSlot = (name: string, value: unknown): boolean => slotNames.has(name) && typeof value === 'number';

export const valuesOf = (slots: readonly number[], values: readonly Bound[]): readonly Bound[] =>
  slots.map((slot) => values[slot] ?? null);
