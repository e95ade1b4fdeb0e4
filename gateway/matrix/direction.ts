/** What a change does to what is revealed. `either`: it could be both, so nobody may call it narrower. */
export type Direction = 'same' | 'wider' | 'narrower' | 'either';

/** Of a number where the larger one reveals more. */
export const directionOf = (difference: number): Direction =>
  difference === 0 ? 'same' : difference > 0 ? 'wider' : 'narrower';

/** Several changes at once: they agree, or nobody can say. */
export function together(directions: readonly Direction[]): Direction {
  const [first, ...others] = new Set(directions.filter((one) => one !== 'same'));
  if (first === undefined) return 'same';
  return others.length > 0 ? 'either' : first;
}

/** From two questions: does the new one give all that the old one gave, and the other way round? */
export function between(givesAll: boolean, gaveAll: boolean): Direction {
  if (givesAll) return gaveAll ? 'same' : 'wider';
  return gaveAll ? 'narrower' : 'either';
}
