import { writeString, writeValue } from '../json.ts';
import type { GroupOut, KeyOut } from '../aggregate.ts';
import type { Group, Groups } from './groups.ts';
import { type Shaping, within, writeList, writeObject } from './shaping.ts';

/** The groups of an aggregate, as the document asks for them. */
export function writeGroups(shaping: Shaping, { aggregate, groups }: Groups): void {
  const { selection } = aggregate.aggregate;
  writeList(shaping, groups, (group) => writeGroup(shaping, group, selection));
}

const writeGroup = (shaping: Shaping, group: Group, selection: readonly GroupOut[]): void =>
  writeObject(shaping, selection, (out) => within(shaping, out.key, () => writePart(shaping, group, out)));

function writePart(shaping: Shaping, group: Group, out: GroupOut): void {
  if (out.group === 'typename') writeString(shaping.out, out.value);
  else if (out.group === 'figure') writeValue(shaping.out, group.figures[out.at] ?? null);
  else if (out.group === 'figures') writeGroup(shaping, group, out.selection);
  else writeObject(shaping, out.selection, (part) => writeKey(shaping, group, part));
}

function writeKey(shaping: Shaping, { key }: Group, part: KeyOut): void {
  if (part.part === 'typename') writeString(shaping.out, part.value);
  else writeValue(shaping.out, key.get(part.name) ?? null);
}
