import type { Sensitivity } from './facts.ts';
import type { TableKind } from './rules.ts';

/** What a column is thought to be, with what showed it. */
export interface Verdict {
  readonly pii: boolean;
  readonly category: string;
  readonly sensitive: Sensitivity;
  readonly semantic: string;
  readonly sure: number;
  readonly evidence: readonly string[];
}

/** The category that what happens in such a table has, where it is no personal data by itself. */
export const categoryOf = (kind: TableKind): string =>
  kind === 'transaction' || kind === 'behaviour' || kind === 'feedback' ? kind : 'none';

/** Nobody's: how a row is kept. */
export const nobodys = (sure: number, why: string, category = 'none', semantic = 'plain'): Verdict => ({
  pii: false,
  category,
  sensitive: 'low',
  semantic,
  sure,
  evidence: [why],
});
