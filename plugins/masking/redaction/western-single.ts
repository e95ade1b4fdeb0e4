import type { Part } from './western-word.ts';

/** What one word is besides a given name, a family name, or no name of any list: and what that leaves of it. */
interface Worth {
  /** No word of the language. */
  readonly alone: number;
  /** A place as well. */
  readonly place: number;
  /** A word that is rare, and one of every text; each where a sentence goes on, and where one begins. */
  readonly rare: readonly [within: number, opening: number];
  readonly common: readonly [within: number, opening: number];
}

const doubtful = 0.8;
const doubtfulSmall = 1.5;
const given: Worth = { alone: 2.6, place: 0.6, rare: [1.8, 0.4], common: [1.5, 0] };
const family: Worth = { alone: 1.3, place: -0.3, rare: [0.2, -0.8], common: [0, -1] };
const none: Worth = { alone: 0.5, place: -1, rare: [-1.2, -1.5], common: [-1.5, -1.5] };

/** One word alone needs its surroundings the more, the more it is also something else. */
export function singleWorth({ word, opens, large }: Part, shouting: boolean): number {
  if (word.doubtful && (opens || !large)) return large ? doubtful : doubtfulSmall;
  const worth = word.given ? given : word.family ? family : none;
  const plain = word.place ? worth.place : worth.alone - (word.given || !opens ? 0 : 0.3);
  const base = word.thing
    ? -1.5
    : word.season
      ? -0.9
      : word.brand
        ? -1
        : word.word
          ? worth[word.word][opens ? 1 : 0]
          : plain;
  return base - (shouting ? 1.2 : 0);
}
