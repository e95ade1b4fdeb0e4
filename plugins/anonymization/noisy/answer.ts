import { z } from 'zod';
import type { Cell, FieldType } from '../../../schema/terms/field.ts';
import type { NoiseRule, NoisyAggregate } from '../../../schema/terms/noise.ts';
import type { Noise } from '../bounds/noise.ts';
import { noiseOf, type QuestionKeys } from '../budget/question.ts';
import { discreteGaussian } from '../noise/gaussian.ts';
import { discreteLaplace } from '../noise/laplace.ts';
import type { RandomBytes } from '../noise/random.ts';
import { declaredCell, keyName } from './keys.ts';
import { numbersOf, shownFrom } from './numbers.ts';

/** A group with its numbers, in steps, in the order of `numbersOf`. */
export interface NumberedGroup {
  /** In the order of the aggregate's dimensions. */
  readonly key: readonly Cell[];
  readonly numbers: readonly bigint[];
}

export interface Asked {
  readonly rule: NoiseRule;
  readonly aggregate: NoisyAggregate;
  /** The types of the dimensions' fields. */
  readonly types: readonly FieldType[];
  readonly keys: QuestionKeys;
  /** By what the question is known; its noise is made of it. */
  readonly digest: string;
}

/** An answer as it may be seen: what is counted exactly goes in, and nothing but noisy numbers comes out. */
export function withNoise(asked: Asked, groups: readonly NumberedGroup[]): readonly NumberedGroup[] {
  const numbers = numbersOf(asked.aggregate);
  const noisy = candidates(asked, groups, numbers.length).map(({ key, numbers: exact }): NumberedGroup => {
    const name = asked.types.map((type, at) => keyName(type, key[at] ?? null));
    return {
      key,
      numbers: numbers.map(({ name: figure, noise }, at) => {
        // INVARIANT: each number of each group has a stream of its own: two numbers with one noise could be subtracted.
        const random = noiseOf(asked.keys, asked.digest, JSON.stringify([name, figure]));
        return (exact[at] ?? 0n) + drawn(noise, random);
      }),
    };
  });
  const least = shownFrom(asked.rule, asked.aggregate);
  const people = numbers.findIndex(({ name }) => name === 'subjects');
  return least === undefined ? noisy : noisy.filter(({ numbers: of }) => (of[people] ?? 0n) >= least);
}

const drawn = (noise: Noise, random: RandomBytes): bigint =>
  noise.kind === 'gaussian' ? discreteGaussian(random, noise.variance) : discreteLaplace(random, noise.scale);

/** The groups that are thought of: every declared one, in the form in which it was declared; else those that there are. */
function candidates(
  { aggregate: { groupBy }, types }: Asked,
  groups: readonly NumberedGroup[],
  width: number,
): readonly NumberedGroup[] {
  const nameOf = (key: readonly Cell[]): string =>
    JSON.stringify(types.map((type, at) => keyName(type, key[at] ?? null)));
  const declared = groupBy.map(({ keys }, at) => keys?.map((key) => declaredCell(types[at] ?? 'String', key)));
  const found = new Map(groups.map((group) => [nameOf(group.key), group] as const));
  if (declared.every((keys) => keys !== undefined)) {
    const nothing = Array.from({ length: width }, () => 0n);
    return product(declared).map((key) => ({ key, numbers: found.get(nameOf(key))?.numbers ?? nothing }));
  }
  return groups.flatMap(({ key, numbers }) => {
    const told = key.map((cell, at) => {
      const type = types[at] ?? 'String';
      return declared[at] ? declared[at].find((one) => keyName(type, one) === keyName(type, cell)) : cell;
    });
    return told.some((cell) => cell === undefined) ? [] : [{ key: told as readonly Cell[], numbers }];
  });
}

const product = (lists: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] =>
  lists.reduce<readonly (readonly Cell[])[]>(
    (keys, list) => keys.flatMap((key) => list.map((one) => [...key, one])),
    [[]],
  );

const settled = z.array(
  z.tuple([
    z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])),
    z.array(
      z
        .string()
        .regex(/^-?\d+$/)
        .transform(BigInt),
    ),
  ]),
);

/** An answer as text, to be kept and given again. */
export const settledText = (groups: readonly NumberedGroup[]): string =>
  JSON.stringify(groups.map(({ key, numbers }) => [key, numbers.map(String)]));

/** What `settledText` wrote. @throws where it did not */
export const settledGroups = (text: string): readonly NumberedGroup[] =>
  settled.parse(JSON.parse(text)).map(([key, numbers]) => ({ key, numbers }));
