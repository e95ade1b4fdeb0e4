import type { Disclosure, GuardVote } from './disclosure.ts';
import type { Restriction } from './restriction.ts';

/**
 * What one guard says of a field in a use. With `when` it is known only at the row: there `vote` holds, elsewhere `else`,
 * which is at least as strict.
 */
export interface Vote {
  readonly vote: GuardVote;
  readonly reason: string;
  readonly when?: Restriction;
  readonly else?: 'reduced' | 'withheld';
}

/** What a grant gives a field: a disclosure, and the technique it asks for where it does not want the ladder's first. */
export interface Gift {
  readonly disclosure: Exclude<Disclosure, 'denied'>;
  readonly technique?: string;
}

/** A guard's vote with the name of the concern that gave it. */
export interface CountedVote extends Vote {
  readonly concern: string;
}

/** A grant's word on one field, with where it stands in the policy. */
export interface CountedGift extends Gift {
  readonly grant: string;
  readonly source: string;
}
