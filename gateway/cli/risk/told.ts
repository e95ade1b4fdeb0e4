import { grouped, percent, withError } from './numbers.ts';
import type { EntityRisk } from './report.ts';
import type { Words } from './words.ts';

/** One number of a report with its name and what it means. */
export interface Figure {
  readonly value: string;
  readonly name: string;
  readonly meaning: string;
}

/** The numbers that sum an entity up. */
export function figures({ measures, population }: EntityRisk, words: Words): readonly Figure[] {
  const { alone, belowFive, belowEleven, prosecutor, journalist, marketer } = measures;
  return [
    { value: withError(alone), name: words.alone, meaning: words.aloneLong },
    { value: withError(belowFive), name: 'k < 5', meaning: words.belowFive },
    { value: withError(belowEleven), name: 'k < 11', meaning: words.belowEleven },
    { value: percent(prosecutor), name: words.prosecutor, meaning: words.prosecutorLong },
    {
      value: percent(journalist ?? prosecutor),
      name: words.journalist,
      meaning: population === undefined ? words.journalistSame : words.journalistLong(grouped(population)),
    },
    { value: withError(marketer), name: words.marketer, meaning: words.marketerLong },
  ];
}

/** How much was read, in words. */
export function readInWords({ rows, sample, people }: EntityRisk, words: Words): string {
  const read = sample === undefined ? words.rows(grouped(rows)) : words.sample(grouped(sample), grouped(rows));
  return people === undefined ? read : `${read} · ${words.people(grouped(people))}`;
}

/** What the numbers leave out, each with its reason. */
export const notIncluded = ({ left }: EntityRisk, words: Words) =>
  (['toMany', 'beyond', 'surrogates', 'ids', 'withheld'] as const)
    .map((kind) => ({ reason: words[kind], names: left[kind] }))
    .filter(({ names }) => names.length > 0);
