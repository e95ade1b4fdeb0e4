/** Duties of a whole answer. They come from guards only; joined, the larger demand wins. */
export interface Obligation {
  /** The answer leaves only after its record is durable. */
  readonly record: boolean;
  /** At most so many rows may be read for one operation. */
  readonly rows: number;
}

export const noObligation: Obligation = Object.freeze({ record: false, rows: Number.POSITIVE_INFINITY });

export const join = (a: Obligation, b: Obligation): Obligation => ({
  record: a.record || b.record,
  rows: Math.min(a.rows, b.rows),
});
