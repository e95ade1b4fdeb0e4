/** How many values something could still be, how that is worked out, and which fields say so. */
export interface Estimate {
  readonly candidates: number;
  /** `1 day`, `100 sequence numbers`, `÷ 11 by the check digit`. */
  readonly terms: readonly string[];
  readonly from: readonly string[];
}

/** The estimate that leaves the fewest. */
export const fewest = (first: Estimate, ...more: readonly Estimate[]): Estimate =>
  more.reduce((a, b) => (b.candidates < a.candidates ? b : a), first);

/** One of each: their candidates multiply. */
export const each = (...of: readonly Estimate[]): Estimate => ({
  candidates: of.reduce((product, one) => product * one.candidates, 1),
  terms: of.flatMap((one) => one.terms),
  from: [...new Set(of.flatMap((one) => one.from))],
});

const plural = (n: number, one: string): string =>
  n === 1 ? one : one.endsWith('y') && !one.endsWith('day') ? `${one.slice(0, -1)}ies` : `${one}s`;

/** So many of something. */
export const count = (candidates: number, what: string, ...from: readonly string[]): Estimate => ({
  candidates,
  terms: [`${new Intl.NumberFormat('en').format(Math.round(candidates))} ${plural(candidates, what)}`],
  from,
});
