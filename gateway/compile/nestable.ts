import type { Fetch, FieldRead, Frame, Out } from '../plan.ts';

/**
 * Whether a child's rows may come with its parent's, laid out by the store: all of it is clear and always there, it is
 * about nobody whom the parent's row is not about, and nothing in it waits for the gateway.
 */
export function nestable(parent: Fetch, child: Fetch): boolean {
  const known = decided.get(child);
  if (known !== undefined) return known;
  const is = nests(parent, child);
  decided.set(child, is);
  return is;
}

const decided = new WeakMap<Fetch, boolean>();

const nests = (parent: Fetch, child: Fetch): boolean =>
  child.access.by === 'parent' &&
  child.include === true &&
  child.view.entity.store === parent.view.entity.store &&
  !child.known &&
  !child.wantsCursors &&
  child.wantsCount === false &&
  sameSubject(parent, child) &&
  child.fields.every(isPlain) &&
  child.frames.filter(({ frame }) => frame === 'nodes').length === 1 &&
  child.frames.every((frame) => isNested(child, frame));

/** The child's path to its subject leads over the parent and on as the parent's own: whoever it is about, the parent is. */
function sameSubject(parent: Fetch, child: Fetch): boolean {
  const of = child.view.entity;
  if (!of.subject) return true;
  const [hop, ...rest] = of.subject;
  const relation = hop === undefined ? undefined : of.relations.get(hop);
  const { entity } = parent.view;
  const same = JSON.stringify(rest) === JSON.stringify(entity.subject ?? null);
  return !!relation && relation.to === entity.name && relation.via === viaOf(child) && same;
}

const viaOf = ({ access }: Fetch): string => (access.by === 'parent' ? access.via : '');

/** One case on every row, clear, whose text the store writes as the gateway does; or nothing at all. */
function isPlain({ column, which, view }: FieldRead): boolean {
  if (column === undefined) return true;
  const [only] = view.cases;
  const clear = only?.disclosure === 'clear' && (!only.bound || only.bound.before !== undefined);
  return which === undefined && clear && view.field.type !== 'Float';
}

const isNested = (child: Fetch, frame: Frame): boolean =>
  frame.include === true &&
  (frame.frame === 'typename' ||
    (frame.frame === 'nodes' && frame.selection.length > 0 && frame.selection.every((out) => isThere(child, out))));

function isThere(fetch: Fetch, out: Out): boolean {
  if (out.include !== true) return false;
  const below = out.out === 'child' ? fetch.children[out.child] : undefined;
  return out.out !== 'child' || (!!below && nestable(fetch, below));
}
