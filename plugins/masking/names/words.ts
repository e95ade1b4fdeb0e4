import { readWords } from '../lexicon/read.ts';

const common: ReadonlySet<string> = new Set(readWords('english-common'));
const other: ReadonlySet<string> = new Set(readWords('english-other'));

/** How inflected forms end, and what stands there in the basic form: the lists hold that one alone. */
const endings: readonly (readonly [ending: RegExp, ...instead: readonly string[]])[] = [
  [/ies$|ied$|ily$/, 'y'],
  [/es$|ed$|ing$|ers?$|est$/, '', 'e'],
  [/(.)\1(?:ed|ing|er)$/, '$1'],
  [/s$|ly$|ness$/, ''],
];

const stems = (word: string): readonly string[] =>
  endings.flatMap(([ending, ...instead]) =>
    ending.test(word)
      ? instead
          .map((one) => word.replace(ending, one))
          .filter((stem) => stem.length > (/(?:ly|er|est)$/.test(word) ? 3 : 2))
      : [],
  );

const among = (list: ReadonlySet<string>, word: string): boolean =>
  list.has(word) || stems(word).some((stem) => list.has(stem));

/** A word that every English text has, in lower case. */
export const isCommonWord = (word: string): boolean => among(common, word);

/** Any English word, in lower case. */
export const isWord = (word: string): boolean => isCommonWord(word) || among(other, word);
