import type { z } from 'zod';
import type { FieldFacts, FieldType, Value } from '../../schema/terms/field.ts';
import type { StoreForm } from '../../schema/terms/form.ts';
import type { Surrogates } from './port.ts';

/**
 * One way to mask: a row of facts. `mask` is total: a value that does not fit its format becomes null, in every use,
 * and is counted, never passed through.
 */
export interface Technique<Parameters extends readonly unknown[] = readonly unknown[]> {
  /** As the policy writes it: `keep-last`, with parameters `keep-last(4)`. */
  readonly name: string;
  readonly summary: string;
  readonly parameters: z.ZodType<Parameters>;
  readonly disclosure: 'reduced' | 'replaced' | 'withheld';
  /** The types it takes; the result keeps the field's type. */
  readonly types: readonly FieldType[];
  readonly deterministic: boolean;
  /** The gateway can turn the surrogate back: positive `filter.equal` comes in as a surrogate. */
  readonly reversible: boolean;
  /** Different values stay different: rows may be grouped by the raw value. */
  readonly injective: boolean;
  /** It needs the row's subject: the values that are known of them are redacted too. */
  readonly knowsSubject?: boolean;
  /** The same value made by a store, where there is a form of it that gives exactly what `mask` gives. */
  readonly store?: (...parameters: Parameters) => StoreForm;
  /** How many values the original could still be, for a value of its usual format; in words where it is no number. */
  readonly candidates: (...parameters: Parameters) => number | string;
  /** A value of its usual format, to show what comes out. */
  readonly example: Value;
  /** The technique with its parameters and keys in place. */
  readonly bind: (context: TechniqueContext, ...parameters: Parameters) => BoundTechnique;
}

export interface TechniqueContext {
  readonly field: FieldFacts;
  /** Keyed surrogates of this field in the recipient domain that the verdict named. */
  readonly surrogates: Surrogates;
}

export interface BoundTechnique {
  /** Null: the value does not fit the format. `known`: what is known of the row's subject, only for `knowsSubject`. */
  readonly mask: (value: Value, known?: readonly string[]) => Value | null;
  /** What it gives is always this and then the value's own text. */
  readonly before?: string;
  /** The value whose surrogate this is, or nothing. Only for reversible techniques. */
  readonly unmask?: (surrogate: Value) => Value | undefined;
}

/** Types a row of the table without widening its parameters; the table itself holds them all alike. */
export const technique = <const P extends readonly unknown[]>(row: Technique<P>): Technique =>
  row as unknown as Technique;
