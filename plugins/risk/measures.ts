import type { Class, Classes } from './classes.ts';
import { expectedRisk } from './journalist.ts';

/** A share from 0 to 1; the truth lies within the error of it in 95 of 100 measurements. */
export interface Share {
  readonly share: number;
  /** 0 where everything was counted. */
  readonly error: number;
}

/** The rows whose class has so many people. */
export interface Bucket extends Share {
  readonly from: number;
  /** Absent in the last. */
  readonly to?: number;
}

export interface Measures {
  /** Rows that nobody else shares: k = 1. */
  readonly alone: Share;
  /** Rows that fewer than 5, fewer than 11 people share: a risk above 0.2, above 0.09. */
  readonly belowFive: Share;
  readonly belowEleven: Share;
  /** How likely the most unlucky one is named by somebody who knows that they are in the data. */
  readonly prosecutor: number;
  /** The same for somebody who does not know who is in it; told where the population is. */
  readonly journalist?: number;
  /** The share of rows that somebody who knows everybody names rightly: the mean of 1/people. */
  readonly marketer: Share;
  readonly buckets: readonly Bucket[];
}

/** What was read of what there is. */
export interface Extent {
  /** The rows there are; absent where all of them were read. */
  readonly of?: number;
  /** How many people there are of whom the view shows some. */
  readonly population?: number;
}

const edges = [1, 2, 3, 5, 11, 21, 51, 101, 1000];

/** How unique people are by these classes. Of nothing nobody is unique. */
export function measuresOf(classes: Classes, extent: Extent = {}): Measures {
  const rows = (from: number, to = Number.POSITIVE_INFINITY) =>
    shareOf(classes, extent, (one) => (one.people >= from && one.people < to ? one.rows : 0));
  const smallest = classes.kept.reduce((least, one) => Math.min(least, one.people), Number.POSITIVE_INFINITY);
  const { population } = extent;
  const shown = population === undefined ? 1 : Math.min(1, classes.rows / population);
  return {
    alone: rows(1, 2),
    belowFive: rows(1, 5),
    belowEleven: rows(1, 11),
    prosecutor: 1 / smallest,
    ...(population !== undefined && { journalist: Number.isFinite(smallest) ? expectedRisk(smallest, shown) : 0 }),
    marketer: shareOf(classes, extent, (one) => one.rows / one.people),
    buckets: edges.map((from, at) => {
      const next = edges[at + 1];
      return { from, ...(next !== undefined && { to: next - 1 }), ...rows(from, next) };
    }),
  };
}

const certainty = 1.96;

/**
 * The sum over all classes, by those that are kept (Horvitz and Thompson: each stands for as many as were let go beside
 * it), as a share of rows. Where rows are a sample, what chance did there is added to what it did among the classes.
 */
function shareOf({ kept, share, rows }: Classes, { of }: Extent, part: (one: Class) => number): Share {
  if (rows === 0) return { share: 0, error: 0 };
  const parts = kept.map(part);
  const value = Math.min(1, parts.reduce((sum, one) => sum + one, 0) / share / rows);
  const ofClasses = ((1 - share) / share ** 2) * parts.reduce((sum, one) => sum + one ** 2, 0);
  // Agresti and Coull: two more of each kind, so that a sample without any does not claim to be certain.
  const likely = (rows * value + 2) / (rows + 4);
  const ofRows = of === undefined ? 0 : rows * likely * (1 - likely) * Math.max(0, 1 - rows / of);
  return { share: value, error: (certainty * Math.sqrt(ofClasses + ofRows)) / rows };
}
