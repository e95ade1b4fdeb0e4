import { markSpace } from './marks.ts';

/** Rows that show the same, and how many people they are of. */
export interface Class {
  readonly rows: number;
  readonly people: number;
}

/** The classes of a view. Where they are many, only those are kept whose mark lies below a bound: a share of all, by chance. */
export interface Classes {
  /** All rows, kept or not. */
  readonly rows: number;
  readonly kept: readonly Class[];
  /** The share of classes that is kept: 1 where all are. */
  readonly share: number;
}

export interface ClassCounter {
  /** @param mark of what the row shows; @param person the mark of whom it is about, left out where each row is a person */
  readonly add: (mark: number, person?: number) => void;
  readonly classes: () => Classes;
}

/** Beyond so many people a class is not counted further: what they risk is next to nothing. */
export const countedPeople = 1000;

interface Counting {
  rows: number;
  people?: Set<number>;
}

/**
 * Counts rows and people by what is shown, in bounded memory: beyond `most` classes every second one is let go, chosen by
 * its mark and so by chance, until they fit. What is kept of a class is exact.
 */
export function classCounter(most: number): ClassCounter {
  const kept = new Map<number, Counting>();
  const state = { rows: 0, below: markSpace };
  const letGo = (): void => {
    while (kept.size > most) {
      state.below /= 2;
      for (const mark of kept.keys()) if (mark >= state.below) kept.delete(mark);
    }
  };
  return {
    add: (mark, person) => {
      state.rows += 1;
      if (mark >= state.below) return;
      const one = kept.get(mark);
      if (one) one.rows += 1;
      else kept.set(mark, { rows: 1, ...(person !== undefined && { people: new Set([person]) }) });
      if (!one) letGo();
      else if (person !== undefined && one.people && one.people.size < countedPeople) one.people.add(person);
    },
    classes: () => ({
      rows: state.rows,
      kept: [...kept.values()].map(({ rows, people }) => ({ rows, people: people ? people.size : rows })),
      share: state.below / markSpace,
    }),
  };
}
