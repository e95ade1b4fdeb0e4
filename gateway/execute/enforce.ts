import type { Block, Fetched } from './fetch.ts';
import type { Groups } from './groups.ts';
import { type Seen, seen } from './seen.ts';

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

/** What a root is answered from. Groups come as they may be seen: who is in them left them before. */
export type EnforcedRoot = Enforced | { readonly block: Groups };

export const isGroups = (root: EnforcedRoot): root is { readonly block: Groups } => 'aggregate' in root.block;

/** Applies what was decided to what a root found. */
export const enforceRoot = (block: Fetched): EnforcedRoot => ('aggregate' in block ? { block } : enforce(block));

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
