import type { OutputColumn, SqlType } from '../../statement.ts';

/** What the dialects say differently of groups. */
export interface GroupWords {
  /** A column in the form in which two values are the same exactly where they are equal. */
  readonly column: (column: OutputColumn) => string;
  /** The expression that gives the canonical cell of a type. */
  readonly read: (type: SqlType, value: string) => string;
  /** A number of which sums are exact. */
  readonly exact: (value: string) => string;
  /** Whether it is a number that can be counted with: `NaN` is none. */
  readonly isNumber: (value: string) => string;
  readonly ascending: (value: string) => string;
  /** A key of any type as something that has a least and a greatest. */
  readonly key: (value: string) => string;
}
