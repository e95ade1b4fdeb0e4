/** How much of a field a caller gets, from the most generous to the strictest. A total order. */
export const disclosures = ['clear', 'reduced', 'replaced', 'withheld', 'denied'] as const;

export type Disclosure = (typeof disclosures)[number];

/** What a guard may vote. A surrogate is given, so only a grant gives it. */
export type GuardVote = Exclude<Disclosure, 'replaced'>;

const rank: Readonly<Record<Disclosure, number>> = { clear: 0, reduced: 1, replaced: 2, withheld: 3, denied: 4 };

/** Negative where `a` is more generous than `b`, zero where they are the same. */
export const compareDisclosure = (a: Disclosure, b: Disclosure): number => rank[a] - rank[b];

/** The maximum of the order; `clear` where nothing is said. */
export const strictest = (...given: readonly Disclosure[]): Disclosure =>
  given.reduce((a, b) => (rank[b] > rank[a] ? b : a), 'clear');

/** The minimum of the order; `denied` where nothing is said, so silence denies. */
export const mostGenerous = (...given: readonly Disclosure[]): Disclosure =>
  given.reduce((a, b) => (rank[b] < rank[a] ? b : a), 'denied');
