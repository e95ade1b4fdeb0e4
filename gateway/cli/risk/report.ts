import type { Measures } from '../../../plugins/risk/measures.ts';
import type { LeftOut } from './shown.ts';

/** How unique people are by what somebody sees: numbers and names of fields, never a value. `--json` prints it. */
export interface RiskReport {
  /** In words: ``partner `borealis` ``. */
  readonly who: string;
  readonly purpose: string;
  /** RFC 3339. */
  readonly at: string;
  readonly policy: string;
  readonly catalogue: string;
  readonly entities: readonly EntityRisk[];
}

export interface EntityRisk {
  readonly entity: string;
  /** The rows that the view reads. */
  readonly rows: number;
  /** The rows that were read, where they are a sample. */
  readonly sample?: number;
  /** The people that these rows are about, where they are not people themselves. */
  readonly people?: number;
  readonly population?: number;
  /** The share of classes that were kept to be measured: 1, or less where they were too many. */
  readonly kept: number;
  readonly measures: Measures;
  /** From the one that singles out most. */
  readonly fields: readonly FieldRisk[];
  readonly left: LeftOut;
}

export interface FieldRisk {
  readonly field: string;
  readonly disclosure: string;
  readonly technique: string;
  /** By this field alone. */
  readonly only: Told;
  /** Without the field. */
  readonly without: Told;
  /** One step up its ladder. `measured` is false where only a reading of its own could tell. */
  readonly step: Told & { readonly technique: string; readonly measured: boolean };
}

/** The shares of rows that stand alone, and that somebody who knows everybody names. */
export interface Told {
  readonly alone: number;
  readonly marketer: number;
}
