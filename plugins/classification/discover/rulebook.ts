import { type Lexicon, lexicon } from './lexicon.ts';
import { readName } from './read.ts';
import { type Holder, type Meaning, type NamedKind, type Patterns, tableKinds } from './rules.ts';

/** The patterns of all files, ready to be asked. */
export interface Rulebook {
  readonly lexicon: Lexicon;
  /** By the meanings of a phrase. Rows stand as they are read: a user's own before ours. */
  readonly meanings: ReadonlyMap<string, readonly Meaning[]>;
  /** The semantic types of single meanings. */
  readonly semantics: ReadonlyMap<string, string>;
  /** What a word or a phrase says of a table. */
  readonly kinds: ReadonlyMap<string, NamedKind>;
  /** Whose a value is, by a word of its column's name. */
  readonly holders: ReadonlyMap<string, Holder>;
  /** Words that mean an organisation or a person, by how tables hang together. */
  readonly either: ReadonlySet<string>;
  readonly silent: ReadonlySet<string>;
  readonly transparent: ReadonlySet<string>;
  readonly neutral: ReadonlySet<string>;
}

/** Meanings that stand one after the other, as one key. */
export const phraseKey = (meanings: readonly (string | undefined)[]): string => meanings.join(' + ');

/** @param files from the strongest to the weakest: a user's own, then ours */
export function rulebook(files: readonly Patterns[]): Rulebook {
  const words = lexicon(files);
  const key = (phrase: string): string => phraseKey(readName(words, phrase).map((unit) => unit.meaning ?? unit.text));
  const meanings = new Map<string, Meaning[]>();
  for (const row of files.flatMap((file) => file.meanings ?? []))
    for (const phrase of new Set(row.words.map(key))) meanings.set(phrase, [...(meanings.get(phrase) ?? []), row]);
  const kinds = kindsOf(files, key);
  const listed = (name: 'silent' | 'transparent' | 'neutral' | 'personal' | 'things'): readonly string[] =>
    files.flatMap((file) => file[name] ?? []).flatMap((phrase) => [phrase, key(phrase)]);
  const personal = listed('personal').map((phrase): [string, Holder] => [phrase, 'person']);
  const things = listed('things').map((phrase): [string, Holder] => [phrase, 'thing']);
  const tables = new Set(files.flatMap((file) => Object.keys(file.tables ?? {})).map(key));
  const named = [...kinds].filter(([word]) => !tables.has(word));
  const holders = new Map<string, Holder>(named.flatMap(([word, kind]) => [...ownHolder(word, kind)]));
  const semantics = new Map(files.flatMap((file) => Object.entries(file.semantics ?? {})).reverse());
  return {
    lexicon: words,
    semantics,
    meanings,
    kinds,
    holders: new Map([...holders, ...things, ...personal]),
    either: new Set(files.flatMap((file) => file.either ?? [])),
    silent: new Set(listed('silent')),
    transparent: new Set(listed('transparent')),
    neutral: new Set(listed('neutral')),
  };
}

function kindsOf(files: readonly Patterns[], key: (phrase: string) => string): ReadonlyMap<string, NamedKind> {
  const rows = files.flatMap((file) => [
    ...Object.entries(file.phrases ?? {}),
    ...Object.entries(file.tables ?? {}),
    ...tableKinds.flatMap((kind) => (file.kinds?.[kind] ?? []).map((phrase) => [phrase, kind] as const)),
  ]);
  // The first that says it wins.
  return new Map(rows.map(([phrase, kind]) => [key(phrase), kind] as const).reverse());
}

const ownHolders: readonly string[] = ['person', 'organisation', 'place', 'thing'] satisfies Holder[];

function* ownHolder(word: string, kind: NamedKind): Generator<[string, Holder]> {
  if (kind === 'system') yield [word, 'thing'];
  else if (ownHolders.includes(kind)) yield [word, kind as Holder];
}
