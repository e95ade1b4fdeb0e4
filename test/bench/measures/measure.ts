import type { Database } from '../data/database.ts';

export interface MeasureOptions {
  readonly database: Database;
  readonly rounds: number;
  /** Of each server and question in a round. */
  readonly seconds: number;
  readonly progress: (text: string) => void;
}

/** Measures one thing and says it in Markdown. */
export type Measure = (options: MeasureOptions) => Promise<string>;
