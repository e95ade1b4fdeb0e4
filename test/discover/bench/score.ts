import { reviewBelow } from '../../../plugins/classification/discover/classify.ts';
import type { Classified } from '../../../plugins/classification/discover/facts.ts';

/** What a person said of a column. */
export interface Label {
  readonly table: string;
  readonly column: string;
  readonly pii: boolean;
  readonly category: string;
  readonly sensitive: string;
  readonly ambiguous?: boolean;
}

export interface Score {
  readonly columns: number;
  readonly ambiguous: number;
  readonly precision: number;
  readonly recall: number;
  readonly category: number;
  readonly sensitive: number;
  /** Columns that somebody has to look at, ambiguous ones included. */
  readonly review: number;
  /** Labelled, and not found in the store. */
  readonly absent: readonly string[];
  /** Of `pii`: `table.column`, with what was expected. */
  readonly wrong: readonly { readonly column: string; readonly pii: boolean; readonly confidence: number }[];
  /** Of the category: `table.column`, with what was expected and what was found. */
  readonly astray: readonly { readonly column: string; readonly category: string; readonly found: string }[];
  /** What the shares are of, so that they can be added up. */
  readonly sums: { readonly right: number; readonly found: number; readonly there: number; readonly category: number };
}

/** How well columns were classified, ambiguous ones left out. */
export function score(labels: readonly Label[], found: readonly Omit<Classified, 'review'>[]): Score {
  const byColumn = new Map(found.map((one) => [`${one.table}.${one.column}`, one]));
  const pairs = labels.flatMap((label) => {
    const one = byColumn.get(`${label.table}.${label.column}`);
    return one ? [{ label, one }] : [];
  });
  const clear = pairs.filter(({ label }) => !label.ambiguous);
  const share = (of: (typeof clear)[number][], test: (pair: (typeof clear)[number]) => boolean): number =>
    of.length === 0 ? 1 : of.filter(test).length / of.length;
  const right = ({ label, one }: (typeof clear)[number]): boolean => label.pii === one.pii;
  return {
    columns: clear.length,
    ambiguous: pairs.length - clear.length,
    precision: share(
      clear.filter(({ one }) => one.pii),
      right,
    ),
    recall: share(
      clear.filter(({ label }) => label.pii),
      right,
    ),
    category: share([...clear], ({ label, one }) => label.category === one.category),
    sensitive: share([...clear], ({ label, one }) => label.sensitive === one.sensitive),
    review: pairs.filter(({ one }) => one.confidence < reviewBelow).length,
    absent: labels.map((label) => `${label.table}.${label.column}`).filter((key) => !byColumn.has(key)),
    wrong: clear
      .filter((pair) => !right(pair))
      .map(({ label, one }) => ({
        column: `${label.table}.${label.column}`,
        pii: label.pii,
        confidence: one.confidence,
      })),
    astray: clear
      .filter(({ label, one }) => label.category !== one.category)
      .map(({ label, one }) => ({
        column: `${label.table}.${label.column}`,
        category: label.category,
        found: one.category,
      })),
    sums: {
      right: clear.filter(({ label, one }) => label.pii && one.pii).length,
      found: clear.filter(({ one }) => one.pii).length,
      there: clear.filter(({ label }) => label.pii).length,
      category: clear.filter(({ label, one }) => label.category === one.category).length,
    },
  };
}
