/** Something that a check found in a configuration file: where, what, and what to do about it. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly file: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  /** Where in the value: `['roles', 'support', 'grants', 0]`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** What to do. */
  readonly advice?: string;
}

/** A finding by its place in the value; the reader of the file adds line and column. */
export type Remark = Omit<Finding, 'file' | 'line' | 'column'>;
