import { type Lexicon, meaningOf } from './lexicon.ts';
import { segment } from './segment.ts';
import { isChinese, partsOf } from './split.ts';
import type { Unit } from './unit.ts';

/** Whether names are to be read as pinyin by its first letters: never, where nothing else explains them, or always. */
export type Manner = 'words' | 'mixed' | 'initials';

/** What the words of an identifier or of a comment mean, one after the other. */
export function readName(lexicon: Lexicon, name: string, manner: Manner = 'words'): readonly Unit[] {
  const parts = partsOf(name);
  const units: Unit[] = [];
  for (let at = 0; at < parts.length; ) {
    const [taken, found] = phraseAt(lexicon, parts, at, manner) ?? [1, readPart(lexicon, parts[at] ?? '', manner)];
    units.push(...found);
    at += taken;
  }
  return joined(lexicon, units);
}

/** Meanings that together are a phrase of their own: `cntct_no` is read as contact and number, which is a phone. */
function joined(lexicon: Lexicon, units: readonly Unit[]): readonly Unit[] {
  const twice = units.findIndex((unit, at) => saysTheEndOf(units[at - 1], unit));
  if (twice > 0) return joined(lexicon, units.toSpliced(twice, 1));
  for (let taken = Math.min(3, units.length); taken > 1; taken--) {
    for (let at = 0; at + taken <= units.length; at++) {
      const some = units.slice(at, at + taken);
      const meaning = some.every((unit) => unit.meaning !== undefined)
        ? lexicon.words.get(some.map((unit) => unit.meaning).join(' '))
        : undefined;
      if (meaning === undefined) continue;
      const text = some.map((unit) => unit.text).join(' ');
      return [...joined(lexicon, units.slice(0, at)), { meaning, text }, ...joined(lexicon, units.slice(at + taken))];
    }
  }
  return units;
}

/** `mrtl_sts` may stand for a marital status, or for its first word alone: the second says nothing more. */
const saysTheEndOf = (before: Unit | undefined, { meaning }: Unit): boolean =>
  meaning !== undefined && (before?.meaning?.endsWith(` ${meaning}`) ?? false);

/** The longest phrase that begins here. */
function phraseAt(
  lexicon: Lexicon,
  parts: readonly string[],
  at: number,
  manner: Manner,
): readonly [taken: number, units: readonly Unit[]] | undefined {
  const least = manner === 'initials' ? 2 : 1;
  for (let taken = Math.min(lexicon.longest, parts.length - at); taken >= least; taken--) {
    const text = parts.slice(at, at + taken).join(' ');
    // `WeiXin` is also written `weixin`.
    const meaning = meaningOf(lexicon, text) ?? (taken > 1 ? meaningOf(lexicon, text.replaceAll(' ', '')) : undefined);
    if (meaning !== undefined) return [taken, [{ meaning, text }]];
  }
  return undefined;
}

function readPart(lexicon: Lexicon, part: string, manner: Manner): readonly Unit[] {
  if (isChinese(part)) return segment(part, { of: (text) => lexicon.words.get(text), least: 1, loose: true });
  const initials = manner === 'initials' ? readInitials(lexicon, part) : undefined;
  const whole = initials ? undefined : meaningOf(lexicon, part);
  if (whole !== undefined) return [{ meaning: whole, text: part }];
  if (initials) return initials;
  const short = manner === 'words' ? lexicon.abbreviated(part) : undefined;
  if (short !== undefined) return [{ meaning: short, text: part }];
  const bare = part.replace(/^\d+|\d+$/g, '');
  if (bare !== part) return bare === '' ? [] : readPart(lexicon, bare, manner);
  const { suffixes } = lexicon;
  const found = segment(part, { of: (text) => meaningOf(lexicon, text), least: 3, loose: false, suffixes });
  if (found.some((unit) => unit.meaning !== undefined)) return found;
  return (manner === 'mixed' ? readInitials(lexicon, part) : undefined) ?? [{ text: part }];
}

function readInitials({ initials }: Lexicon, part: string): readonly Unit[] | undefined {
  const found = segment(part, { of: (text) => initials.get(text), least: 2, loose: false });
  const [first] = found;
  // One strange letter before what is known is chance.
  const chance = first?.meaning === undefined && (first?.text.length ?? 0) < 2;
  return chance || found.at(-1)?.meaning === undefined ? undefined : found;
}

/** Whether most of these names can only be read by first letters of pinyin. */
export function mannerOf(lexicon: Lexicon, names: readonly string[]): Manner {
  const parts = names.flatMap(partsOf).filter((part) => part !== 'id' && !isChinese(part));
  const initials = parts.filter((part) => isInitials(lexicon, part));
  const words = parts.filter((part) => part.length > 3 && !initials.includes(part) && isKnown(lexicon, part));
  const most = initials.length > words.length * 1.5 && initials.length >= parts.length * 0.4;
  return initials.length >= 2 && most ? 'initials' : 'words';
}

/** Whether these names have some that only first letters of pinyin explain, too long for that to be chance. */
export const hasInitials = (lexicon: Lexicon, names: readonly string[]): boolean =>
  names.flatMap(partsOf).some((part) => part.length > 3 && !isKnown(lexicon, part) && isInitials(lexicon, part));

const isInitials = (lexicon: Lexicon, part: string): boolean =>
  readInitials(lexicon, part)?.every((unit) => unit.meaning !== undefined) ?? false;

const isKnown = (lexicon: Lexicon, part: string): boolean =>
  readPart({ ...lexicon, abbreviated: () => undefined }, part, 'words').some((unit) => unit.meaning !== undefined);
