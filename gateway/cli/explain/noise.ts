import { numbersOf, shownFrom } from '../../../plugins/anonymization/noisy/numbers.ts';
import { epsilonTold } from '../../../plugins/anonymization/noisy/told.ts';
import type { NoisyAggregate } from '../../../schema/terms/noise.ts';
import type { StatisticsView } from '../../views.ts';

/** The rule of noise that holds, and what it registers of the entity. */
export interface ExplainedNoise {
  /** More than one: they forbid each other's aggregates. */
  readonly rules: readonly {
    readonly name: string;
    readonly period: string;
    readonly rho: number;
    readonly delta: number;
    readonly epsilon: number;
  }[];
  readonly aggregates: readonly {
    readonly name: string;
    readonly groupBy: readonly string[];
    readonly rho: number;
    /** So far from the truth at most, in 95 of 100: each number that figures are made of. */
    readonly errors: Readonly<Record<string, number>>;
    /** A group whose key was not declared is shown from so many people on, counted with noise. */
    readonly shownFrom?: number;
  }[];
}

export function explainedNoise({ noise }: StatisticsView): ExplainedNoise | undefined {
  if (!noise) return undefined;
  const [rule] = noise.rules;
  return {
    rules: noise.rules.map((one) => {
      const { name, period, rho, delta } = one;
      return { name, period, rho, delta, epsilon: epsilonTold(one, rho) };
    }),
    aggregates: noise.aggregates.map((one) => {
      const least = rule && shownFrom(rule, one);
      return {
        name: one.name,
        groupBy: one.groupBy.map(({ field, band }) => (band === true ? field : `${field}: ${band}`)),
        rho: one.rho,
        errors: errorsOf(one),
        ...(least !== undefined && { shownFrom: Number(least) }),
      };
    }),
  };
}

const errorsOf = (one: NoisyAggregate): Readonly<Record<string, number>> =>
  Object.fromEntries(numbersOf(one).map(({ name, error, places }) => [name, Number(error) / 10 ** places]));

/** The same in lines. */
export function noiseLines({ rules, aggregates }: ExplainedNoise): readonly string[] {
  const told = rules.map(
    ({ name, period, rho, delta, epsilon }) =>
      `\`${name}\`: ρ ${rho} each ${period} (ε ${epsilon} at δ ${delta}); nothing but what is registered`,
  );
  const meeting = rules.length > 1 ? ["these forbid each other's aggregates: nothing is answered"] : [];
  const listed = aggregates.map(({ name, groupBy, rho, errors, shownFrom: least }) => {
    const by = groupBy.length > 0 ? ` by ${groupBy.join(', ')}` : '';
    const off = Object.entries(errors)
      .map(([figure, error]) => `${figure} ±${error}`)
      .join(', ');
    return `\`${name}\`${by}: ρ ${rho}, ${off}${least === undefined ? '' : `, groups from ${least} people on`}`;
  });
  return [...told, ...meeting, ...listed];
}
