import { readLines } from '../lexicon/read.ts';
import { figures, thingsLikeNames } from './chinese-not-names.ts';

/*
 * Costs are twice the negative natural logarithm of how often something is met, as whole numbers: what adds up least is
 * the likeliest reading of a text.
 */

/** What is a word for certain. */
const certain = 9;
/** What is one unless the surroundings say otherwise. */
const likely = 30;

/** Words and single characters of Chinese texts. */
export const wordCosts: ReadonlyMap<string, number> = new Map([
  ...readLines('chinese-words').flatMap((line) => {
    const [cost, ...words] = line.split(' ');
    return words.map((word) => [word, Number(cost)] as const);
  }),
  ...figures.map((word) => [word, likely] as const),
  ...thingsLikeNames.filter((word) => word.length > 1).map((word) => [word, certain] as const),
]);

/** How words of more than two characters begin: where none does, none is looked for. */
export const longBeginnings: ReadonlySet<string> = new Set(
  [...wordCosts.keys()].filter((word) => word.length > 2).map((word) => word.slice(0, 2)),
);

/** Where a character stands in a given name: the first of two, the second, or the only one. */
type Place = 'first' | 'second' | 'single';

function readGiven(): Readonly<Record<Place, ReadonlyMap<string, number>>> {
  const costs = {
    first: new Map<string, number>(),
    second: new Map<string, number>(),
    single: new Map<string, number>(),
  };
  let place: Place = 'first';
  for (const line of readLines('chinese-given')) {
    const [cost = '', characters] = line.split(' ');
    if (characters === undefined) place = cost as Place;
    else for (const character of characters) costs[place].set(character, Number(cost));
  }
  return costs;
}

const given = readGiven();
/** A character that no list has in a name: people may still be called so. */
const unheard = 29;

/** What a given name of one or two characters costs. */
export const givenCost = (name: readonly string[]): number =>
  name.length === 1
    ? (given.single.get(name[0] ?? '') ?? unheard)
    : (given.first.get(name[0] ?? '') ?? unheard) + (given.second.get(name[1] ?? '') ?? unheard);

/** Whether people are called by this character. */
export const isGivenCharacter = (character: string): boolean => given.single.has(character);
