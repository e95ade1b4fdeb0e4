/** Two questions that take the same, as far as anybody can measure, or do not. */
export interface Comparison {
  /** Of the medians: how many times the first the second is. */
  readonly ratio: number;
  /** How likely a difference of ranks as large as this is where there is none (Mann-Whitney, two-sided, normal approximation). */
  readonly p: number;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

export const compared = (one: readonly number[], other: readonly number[]): Comparison => ({
  ratio: median(other) / median(one),
  p: mannWhitney(one, other),
});

function mannWhitney(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((value) => ({ value, first: true })), ...other.map((value) => ({ value, first: false }))];
  all.sort((a, b) => a.value - b.value);
  const ranks = ranksOf(all.map(({ value }) => value));
  const sum = all.reduce((total, { first }, at) => total + (first ? (ranks[at] ?? 0) : 0), 0);
  const [n, m] = [one.length, other.length];
  const u = sum - (n * (n + 1)) / 2;
  const deviation = Math.sqrt((n * m * (n + m + 1)) / 12);
  return 2 * (1 - normal(Math.abs(u - (n * m) / 2) / deviation));
}

/** Equal values share the middle of their ranks. */
function ranksOf(sorted: readonly number[]): readonly number[] {
  const ranks: number[] = [];
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while (end < sorted.length && sorted[end] === sorted[at]) end += 1;
    for (let tied = at; tied < end; tied += 1) ranks.push((at + end + 1) / 2);
    at = end;
  }
  return ranks;
}

/** The normal distribution up to `z` (Abramowitz and Stegun 26.2.17; off by less than 10^-7). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const tail = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429].reduceRight(
    (sum, factor) => (sum + factor) * t,
    0,
  );
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail;
}

/** What one run of `act` costs this process, in microseconds of its own work: the embedded store's included, nobody else's. */
export async function costOf(act: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** In turn, one and the other and the other and the one, so that whatever drifts meanwhile drifts for both. */
export async function alternately(
  turns: number,
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<readonly [one: readonly number[], other: readonly number[]]> {
  const costs: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    for (const which of turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const))
      costs[which].push(await costOf(which === 0 ? one : other));
  }
  return costs;
}
