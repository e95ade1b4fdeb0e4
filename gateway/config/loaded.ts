import type { Finding } from '../../schema/finding.ts';

/** What became of one file. */
export interface Loaded<T> {
  readonly file: string;
  readonly value?: T;
  readonly findings: readonly Finding[];
  /** Finds a place in the file for what is only known beside the other files. */
  readonly locate: (path: Finding['path']) => { readonly line: number; readonly column: number };
}
