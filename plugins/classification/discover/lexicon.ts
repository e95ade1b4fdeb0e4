import { type Abbreviations, abbreviations } from './abbreviations.ts';
import type { Patterns } from './rules.ts';

/** What is written, in lower case, with the meaning it has. */
export interface Lexicon {
  readonly words: ReadonlyMap<string, string>;
  readonly initials: ReadonlyMap<string, string>;
  /** Meanings that are read behind letters that nobody knows. */
  readonly suffixes: ReadonlySet<string>;
  /** Reads what is written without its vowels. */
  readonly abbreviated: Abbreviations;
  /** The longest spelling, in words. */
  readonly longest: number;
}

/** The spellings of all the files; where two say the same one differently, the first file wins. */
export function lexicon(files: readonly Patterns[]): Lexicon {
  const words = new Map<string, string>();
  const add = (spelling: string, meaning: string): void => {
    const key = spelling.toLowerCase();
    if (!words.has(key)) words.set(key, meaning);
  };
  for (const file of files) for (const meaning of Object.keys(file.words ?? {})) add(meaning, meaning);
  for (const file of files)
    for (const [meaning, spellings] of Object.entries(file.words ?? {}))
      for (const spelling of spellings) add(spelling, meaning);
  // `first name` is also written `firstname`.
  for (const [spelling, meaning] of [...words]) if (spelling.includes(' ')) add(spelling.replaceAll(' ', ''), meaning);
  const initials = new Map(files.flatMap((file) => Object.entries(file.initials ?? {})).reverse());
  const suffixes = new Set(files.flatMap((file) => file.suffixes ?? []));
  return {
    words,
    initials,
    suffixes,
    abbreviated: abbreviations(words),
    longest: Math.max(1, ...[...words.keys()].map((key) => key.split(' ').length)),
  };
}

/** The meaning of a spelling, in the singular where the plural is not known. */
export function meaningOf({ words }: Lexicon, spelling: string): string | undefined {
  const known = words.get(spelling);
  if (known !== undefined || spelling.length < 4 || !spelling.endsWith('s')) return known;
  const singulars = [
    spelling.slice(0, -1),
    spelling.replace(/ies$/, 'y'),
    spelling.replace(/es$/, ''),
    spelling.replace(/ses$/, 'sis'),
  ];
  return singulars.map((one) => words.get(one)).find((one) => one !== undefined);
}
