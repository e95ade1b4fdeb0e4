import { particles, suffixes } from '../names/western.ts';
import { type Word, wordOf } from '../names/western-lexicon.ts';
import { isWord } from '../names/words.ts';

/** A word of a row that may be a name. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly word: Word;
  /** It begins large. */
  readonly large: boolean;
  /** `van`, `de la`: in a name, and never one. */
  readonly particle: boolean;
  /** `J.` */
  readonly initial: boolean;
  /** `Jr`, `III`. */
  readonly suffix: boolean;
  /** It stands where a sentence begins: its capital says nothing. */
  readonly opens: boolean;
}

const starts = /(?:^|[.!?:;>•*"“(\n]|- |\d\))["'“(*>\s-]*$/;
const title = /(?:^|[^\p{L}])(?:mr|mrs|ms|dr|prof|rev|st|jr|sr|sra|fr|hr|mme|m|sgt|capt|lt|col|gen)\. ?$/iu;
/** `mrs. pettigrew`: who writes no capital writes none there either. */
const smallTitle = /(?:^|[^\p{L}])(?:mr|mrs|ms|dr|prof)\.? $/u;
/** Part of a path, a number, a name of a programme. */
const glued = /[\d_/\\#$@]$|\d-$/;
/** `IBM`, where what stands around is not written large as well. */
const acronym = /^\p{Lu}{2,4}$/u;
const shouted = (cased: string, start: number, end: number): boolean =>
  /\p{Lu}{3,} ?$/u.test(cased.slice(Math.max(0, start - 12), start)) ||
  /^ ?\p{Lu}{3,}/u.test(cased.slice(end, end + 12));
/** `TypeError`, `iPhone`: but `McDonald`, `DeLuca`. */
const camel = /^(?!(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz|O')\p{Lu})(?:\p{L}*\p{Ll}\p{Lu}|\p{Lu}{2,}\p{Ll})/u;

/** A word as a part of a row, or nothing: it has no capital, or belongs to a number or a path. `lower`: no word of its line has one. */
export function partAt(cased: string, start: number, match: string, lower: boolean): Part | undefined {
  const large = /^\p{Lu}/u.test(cased[start] ?? '');
  const bare = match.replace(/'s$/, '');
  const end = start + match.length;
  if (glued.test(cased.slice(Math.max(0, start - 2), start)) || /^[\d_@]/.test(cased.slice(end, end + 1)))
    return undefined;
  const particle = particles.has(bare) && !(large && bare.length > 3);
  const called = !large && !particle && smallTitle.test(cased.slice(Math.max(0, start - 6), start));
  const word = large || particle ? wordOf(match) : smallWord(match, lower, called);
  if (!word) return undefined;
  return {
    start,
    end: start + bare.length,
    word:
      camel.test(cased.slice(start, end)) || (acronym.test(cased.slice(start, end)) && !shouted(cased, start, end))
        ? { ...word, brand: true, given: false, family: false }
        : word,
    large,
    particle: particle && bare.length > 1,
    initial: bare.length === 1 && (bare !== 'i' || cased[end] === '.'),
    suffix: suffixes.has(bare),
    opens:
      starts.test(cased.slice(Math.max(0, start - 6), start)) &&
      !title.test(cased.slice(Math.max(0, start - 8), start)),
  };
}

/** A word without a capital that may be a name all the same: one of a list of names that no text has otherwise. */
function smallWord(text: string, lower: boolean, called: boolean): Word | undefined {
  if (text.length < 3) return undefined;
  const word = wordOf(text);
  if (called) return word.thing || word.word !== undefined || isWord(text) ? undefined : word;
  const known = word.given || (lower && word.family);
  return known &&
    word.word === undefined &&
    !word.thing &&
    !word.brand &&
    (!word.place || word.given) &&
    (word.doubtful || !isWord(text))
    ? word
    : undefined;
}
