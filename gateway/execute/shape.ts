import { GatewayError } from '../../schema/terms/errors.ts';
import type { BoundPlan } from '../bound.ts';
import { type JsonText, jsonText, writeJson, writeString } from '../json.ts';
import type { Out, Plan } from '../plan.ts';
import { type WriteRow, writeConnection } from './connection.ts';
import { type Enforced, type EnforcedRoot, isGroups } from './enforce.ts';
import { writeGroups } from './write-groups.ts';
import { type Shaping, within, writeObject } from './shaping.ts';
import { type ViewerFacts, viewerObject } from './viewer.ts';

export interface Shape {
  /** JSON of the answer's data, with room before it. */
  readonly data: JsonText;
  /** One for each branch that a store failed, where it first shows. */
  readonly faults: readonly GatewayError[];
}

/** Rows that may be seen, laid out as the document asks. Key order is the document's. */
export function shape(
  plan: BoundPlan,
  enforced: readonly (EnforcedRoot | undefined)[],
  viewer: ViewerFacts,
  introspected: Readonly<Record<string, unknown>>,
): Shape {
  const out = jsonText(sizes.get(plan.plan) ?? expected(enforced), before);
  const shaping: Shaping = { out, variables: plan.variables, faults: new Map(), path: [] };
  const roots = plan.plan.roots;
  writeObject(shaping, roots, (root, at) => {
    if (root.root === 'typename') writeString(out, root.value);
    else if (root.root === 'introspection') writeJson(out, JSON.stringify(introspected[root.key] ?? null));
    else if (root.root === 'viewer')
      writeJson(out, JSON.stringify(viewerObject(root.selection, viewer, plan.variables)));
    else within(shaping, root.key, () => writeRoot(shaping, enforced[at]));
  });
  const size = out.at - out.from;
  // What one plan answers is much alike in size: the next time nothing need be moved.
  sizes.set(plan.plan, Math.min(Math.ceil(size * 1.25) + after, largest));
  return { data: out, faults: [...shaping.faults.values()] };
}

/** Room for what an answer has beside its data. */
const before = 8;
const after = 2048;

/** The sizes of the last answers. */
const sizes = new WeakMap<Plan, number>();
const largest = 1024 * 1024;

/** A guess at the size of the answer: nothing is copied where it suffices. */
const expected = (enforced: readonly (EnforcedRoot | undefined)[]): number =>
  256 + enforced.reduce((sum, one) => sum + (one ? expectedOf(one) : 0), 0);

const expectedOf = (one: EnforcedRoot): number =>
  isGroups(one) ? one.block.groups.length * 64 : one.kept.length * (one.fields.length + 1) * 32;

function writeRoot(shaping: Shaping, root: EnforcedRoot | undefined): void {
  if (!root || !isGroups(root)) return writeFetched(shaping, root, 0);
  if (root.block.fault) return writeFault(shaping, root.block, root.block.fault);
  writeGroups(shaping, root.block);
}

function writeFetched(shaping: Shaping, enforced: Enforced | undefined, parent: number): void {
  if (!enforced) return writeJson(shaping.out, 'null');
  const { block } = enforced;
  if (block.fault) return writeFault(shaping, block, block.fault);
  const { access } = block.bound.fetch;
  if (access.by === 'root' || access.by === 'parent') {
    const one: WriteRow = (at, selection) => writeRow(shaping, enforced, at, selection);
    return writeConnection(shaping, enforced, parent, one);
  }
  const row = block.groups[parent]?.[0];
  if (row === undefined) writeJson(shaping.out, 'null');
  else writeRow(shaping, enforced, row, block.bound.fetch.selection);
}

/** Rows below a row: what its own statement brought, or what was read for all of them. */
function writeChild(shaping: Shaping, enforced: Enforced, row: number, { key, child }: ChildOut): void {
  const { rows, first, bound } = enforced.block;
  const nested = bound.nested[child];
  if (nested) rows.copy(shaping.out, row, first + nested.column);
  else within(shaping, key, () => writeFetched(shaping, enforced.children[child], row));
}

type ChildOut = Extract<Out, { readonly out: 'child' }>;

function writeFault(shaping: Shaping, branch: object, { code, message, details }: GatewayError): void {
  const path = [...shaping.path];
  if (!shaping.faults.has(branch)) shaping.faults.set(branch, new GatewayError(code, message, { ...details, path }));
  writeJson(shaping.out, 'null');
}

/** One row as an object. */
const writeRow = (shaping: Shaping, enforced: Enforced, row: number, selection: readonly Out[]): void =>
  writeObject(shaping, selection, writeMember, enforced, row);

/** Called for each cell: what it needs is handed to it, so that nothing is made for it. */
function writeMember(out: Out, _: number, shaping: Shaping, enforced: Enforced, row: number): void {
  if (out.out === 'field') enforced.fields[out.read]?.(shaping.out, row);
  else if (out.out === 'typename') writeString(shaping.out, out.value);
  else writeChild(shaping, enforced, row, out);
}
