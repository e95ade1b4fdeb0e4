import type { GatewayError } from '../../schema/terms/errors.ts';
import { included } from '../include.ts';
import { type JsonWriter, marks } from '../json.ts';
import type { Include } from '../plan.ts';

/** What writing one answer carries along. */
export interface Shaping {
  readonly out: JsonWriter;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly faults: Map<object, GatewayError>;
  /** Where in the answer it stands. */
  readonly path: (string | number)[];
}

export interface Keyed {
  readonly key: string;
  readonly include: Include;
}

/** An object: what is included of its members, in their order. */
export function writeObject<M extends Keyed>(
  shaping: Shaping,
  members: readonly M[],
  write: (member: M, at: number) => void,
): void {
  const { out, variables } = shaping;
  let separator: number = marks.open;
  for (let at = 0; at < members.length; at += 1) {
    const member = members[at] as M;
    if (!included(member.include, variables)) continue;
    out.mark(separator);
    out.raw(keyOf(member));
    write(member, at);
    separator = marks.comma;
  }
  if (separator === marks.open) out.mark(marks.open);
  out.mark(marks.close);
}

export function writeList<T>(out: JsonWriter, items: readonly T[], write: (item: T, at: number) => void): void {
  out.mark(marks.begin);
  for (let at = 0; at < items.length; at += 1) {
    if (at > 0) out.mark(marks.comma);
    write(items[at] as T, at);
  }
  out.mark(marks.end);
}

const keys = new WeakMap<Keyed, Buffer>();

/** `"name":`, kept with the plan that it belongs to. */
function keyOf(member: Keyed): Buffer {
  const known = keys.get(member) ?? Buffer.from(`${JSON.stringify(member.key)}:`);
  keys.set(member, known);
  return known;
}

export function within(shaping: Shaping, at: string | number, write: () => void): void {
  shaping.path.push(at);
  write();
  shaping.path.pop();
}
