import { GatewayError } from '../../schema/terms/errors.ts';
import type { Cell } from '../../schema/terms/field.ts';
import type { BoundPlan } from '../bound.ts';
import { included } from '../include.ts';
import type { Frame, Out, ViewerOut } from '../plan.ts';
import type { Enforced } from './enforce.ts';
import { jsonValue } from './json-value.ts';

/** Plain data of an answer. */
export type Shaped = Cell | readonly Shaped[] | { readonly [key: string]: Shaped };

/** What `viewer` tells the caller of themselves. */
export interface ViewerFacts {
  readonly id: string;
  readonly roles: readonly string[];
  readonly partner?: string;
  readonly purposes: readonly { readonly id: string; readonly description: string }[];
}

export interface Shape {
  readonly data: Readonly<Record<string, Shaped>>;
  /** One for each branch that a store failed, where it first shows. */
  readonly faults: readonly GatewayError[];
}

interface Shaping {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly faults: Map<object, GatewayError>;
}

/** Rows that may be seen, laid out as the document asks. Key order is the document's. */
export function shape(
  plan: BoundPlan,
  enforced: readonly (Enforced | undefined)[],
  viewer: ViewerFacts,
  introspected: Readonly<Record<string, unknown>>,
): Shape {
  const shaping: Shaping = { variables: plan.variables, faults: new Map() };
  const data: Record<string, Shaped> = Object.create(null);
  for (const [at, { root }] of plan.roots.entries()) {
    if (!included(root.include, plan.variables)) continue;
    const { key } = root;
    if (root.root === 'typename') data[key] = root.value;
    else if (root.root === 'introspection') data[key] = (introspected[key] ?? null) as Shaped;
    else if (root.root === 'viewer') data[key] = viewerObject(shaping, root.selection, viewer);
    else data[key] = fetched(shaping, enforced[at], 0, [key]);
  }
  return { data, faults: [...shaping.faults.values()] };
}

function fetched(shaping: Shaping, enforced: Enforced | undefined, parent: number, path: Path): Shaped {
  if (!enforced) return null;
  const { block } = enforced;
  if (block.fault) {
    const { code, message, details } = block.fault;
    if (!shaping.faults.has(block)) shaping.faults.set(block, new GatewayError(code, message, { ...details, path }));
    return null;
  }
  const { access, frames } = block.bound.fetch;
  if (access.by === 'root' || access.by === 'parent') return connection(shaping, enforced, parent, frames, path);
  const [row] = block.groups[parent] ?? [];
  return row === undefined ? null : object(shaping, enforced, row, block.bound.fetch.selection, path);
}

type Path = readonly (string | number)[];

function object(shaping: Shaping, enforced: Enforced, row: number, selection: readonly Out[], path: Path): Shaped {
  const shaped: Record<string, Shaped> = Object.create(null);
  for (const out of selection) {
    if (!included(out.include, shaping.variables)) continue;
    if (out.out === 'typename') shaped[out.key] = out.value;
    else if (out.out === 'field') shaped[out.key] = fieldValue(enforced, out.read, row);
    else shaped[out.key] = fetched(shaping, enforced.children[out.child], row, [...path, out.key]);
  }
  return shaped;
}

/** The cell as it is answered: the text of a JSON field becomes what it says. */
function fieldValue(enforced: Enforced, read: number, row: number): Shaped {
  const cell = enforced.fields[read]?.[row] ?? null;
  const isJson = enforced.block.bound.fetch.fields[read]?.view.field.type === 'JSON';
  return isJson && typeof cell === 'string' ? (jsonValue(cell) as Shaped) : cell;
}

function connection(
  shaping: Shaping,
  enforced: Enforced,
  parent: number,
  frames: readonly Frame[],
  path: Path,
): Readonly<Record<string, Shaped>> {
  const { block } = enforced;
  const rows = block.groups[parent] ?? [];
  const shaped: Record<string, Shaped> = Object.create(null);
  for (const frame of frames) {
    if (!included(frame.include, shaping.variables)) continue;
    shaped[frame.key] = framed(shaping, enforced, parent, rows, frame, [...path, frame.key]);
  }
  return shaped;
}

function framed(
  shaping: Shaping,
  enforced: Enforced,
  parent: number,
  rows: readonly number[],
  frame: Frame,
  path: Path,
): Shaped {
  if (frame.frame === 'typename') return frame.value;
  if (frame.frame === 'nodes') {
    return rows.map((row, at) => object(shaping, enforced, row, frame.selection, [...path, at]));
  }
  if (frame.frame === 'edges') return rows.map((row, at) => edge(shaping, enforced, row, frame.parts, [...path, at]));
  if (frame.frame === 'totalCount') return enforced.block.counts[parent] ?? 0;
  if (frame.frame === 'pageInfo') return pageInfo(shaping, enforced, parent, rows, frame.parts);
  throw new Error(`a connection has no \`${frame.frame}\``);
}

function edge(shaping: Shaping, enforced: Enforced, row: number, parts: readonly Frame[], path: Path): Shaped {
  const shaped: Record<string, Shaped> = Object.create(null);
  for (const part of parts) {
    if (!included(part.include, shaping.variables)) continue;
    if (part.frame === 'typename') shaped[part.key] = part.value;
    else if (part.frame === 'node')
      shaped[part.key] = object(shaping, enforced, row, part.selection, [...path, part.key]);
    else shaped[part.key] = cursor(enforced, row);
  }
  return shaped;
}

function pageInfo(
  shaping: Shaping,
  enforced: Enforced,
  parent: number,
  rows: readonly number[],
  parts: readonly Frame[],
): Shaped {
  const { page } = enforced.block.bound;
  const more = enforced.block.more[parent] ?? false;
  const facts: Readonly<Record<string, () => Shaped>> = {
    hasNextPage: () => (page?.backward ? page.before : more || (page?.before ?? false)),
    hasPreviousPage: () => (page?.backward ? more || page.after : (page?.after ?? false)),
    startCursor: () => cursor(enforced, rows[0]),
    endCursor: () => cursor(enforced, rows.at(-1)),
  };
  const shaped: Record<string, Shaped> = Object.create(null);
  for (const part of parts) {
    if (!included(part.include, shaping.variables)) continue;
    shaped[part.key] = part.frame === 'typename' ? part.value : (facts[part.frame]?.() ?? null);
  }
  return shaped;
}

/** A row's place in the order, sealed. */
function cursor(enforced: Enforced, row: number | undefined): string | null {
  const { page } = enforced.block.bound;
  const cells = row === undefined ? undefined : enforced.block.rows[row];
  return page && cells ? page.seal(cells.slice(page.orderAt)) : null;
}

function viewerObject(shaping: Shaping, selection: readonly ViewerOut[], facts: ViewerObject): Shaped {
  const shaped: Record<string, Shaped> = Object.create(null);
  for (const out of selection) {
    if (!included(out.include, shaping.variables)) continue;
    if (out.viewer === 'typename') shaped[out.key] = out.value;
    else if (out.viewer === 'purposes') {
      shaped[out.key] = (facts.purposes ?? []).map((purpose) => viewerObject(shaping, out.selection, purpose));
    } else shaped[out.key] = facts[out.viewer] ?? null;
  }
  return shaped;
}

interface ViewerObject {
  readonly id: string;
  readonly description?: string;
  readonly roles?: readonly string[];
  readonly partner?: string;
  readonly purposes?: ViewerFacts['purposes'];
}
