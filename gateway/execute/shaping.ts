import type { GatewayError } from '../../schema/terms/errors.ts';
import { included } from '../include.ts';
import { type JsonText, marks, writeBytes, writeMark } from '../json.ts';
import type { Include } from '../views.ts';

/** What writing one answer carries along. */
export interface Shaping {
  readonly out: JsonText;
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
/** @param of what each member is written from */
export function writeObject<M extends Keyed, O = undefined>(
  shaping: Shaping,
  members: readonly M[],
  write: (member: M, at: number, shaping: Shaping, of: O, row: number) => void,
  of?: O,
  row = 0,
): void {
  const { out, variables } = shaping;
  const layout = layoutOf(members);
  const always = layout[0]?.[0] === marks.open;
  let separator: number = marks.open;
  for (let at = 0; at < members.length; at += 1) {
    const member = members[at] as M;
    if (!always) {
      if (!included(member.include, variables)) continue;
      writeMark(out, separator);
      separator = marks.comma;
    }
    writeBytes(out, layout[at] as Buffer);
    write(member, at, shaping, of as O, row);
  }
  if (!always && separator === marks.open) writeMark(out, marks.open);
  writeMark(out, marks.close);
}

export function writeList<T>({ out, path }: Shaping, items: readonly T[], write: (item: T) => void): void {
  writeMark(out, marks.begin);
  for (let at = 0; at < items.length; at += 1) {
    if (at > 0) writeMark(out, marks.comma);
    path.push(at);
    write(items[at] as T);
    path.pop();
  }
  writeMark(out, marks.end);
}

/** Members that are always there are laid out once: each with the brace or comma and the key before it. */
type Layout = readonly Buffer[];
const layouts = new WeakMap<readonly Keyed[], Layout>();

function layoutOf(members: readonly Keyed[]): Layout {
  const known = layouts.get(members);
  if (known) return known;
  const always = members.length > 0 && members.every(({ include }) => include === true);
  const begin = (at: number): string => (!always ? '' : at === 0 ? '{' : ',');
  const made = members.map(({ key }, at) => Buffer.from(`${begin(at)}${JSON.stringify(key)}:`));
  layouts.set(members, made);
  return made;
}

export function within(shaping: Shaping, at: string | number, write: () => void): void {
  shaping.path.push(at);
  write();
  shaping.path.pop();
}
