import type { Value } from '../../../schema/terms/field.ts';
import { shortText } from '../values/text.ts';
import { chineseName, dottedName, type NameParts } from './chinese.ts';
import { westernName } from './western.ts';

/** Longer text than this is no name. */
const longest = 100;
const betweenHan = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu;

/** A name by its parts, and how such names are written. */
export interface ReadName extends NameParts {
  readonly style: 'chinese' | 'dotted' | 'western';
}

/** The parts of a name, or nothing where it is none or of one word: it cannot be told whose part that is. */
export function readName(value: Value): ReadName | undefined {
  const name = shortText(value, longest)?.replace(betweenHan, '');
  if (!name) return undefined;
  const chinese = chineseName(name);
  if (chinese) return { ...chinese, style: 'chinese' };
  const dotted = dottedName(name);
  if (dotted) return { ...dotted, style: 'dotted' };
  const western = westernName(name);
  return western && { ...western, style: 'western' };
}
