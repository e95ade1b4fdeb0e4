import type { z } from 'zod';
import type { FieldFacts, FieldType, Value } from '../../schema/terms/field.ts';
import type { StoreForm } from '../../schema/terms/form.ts';
import type { Piece } from './pieces.ts';
import type { Surrogates } from './port.ts';

/** How many values the original could still be; in words where that is no number. */
export type Candidates = number | string;

/**
 * One way to mask: a row of facts. `mask` is total: a value that does not fit its format becomes null, in every use,
 * and is counted, never passed through.
 */
export interface Technique<Parameters extends readonly unknown[] = readonly unknown[]> {
  /** As the policy writes it: `keep-last`, with parameters `keep-last(4)`. */
  readonly name: string;
  readonly summary: string;
  /** Where something else is better. */
  readonly avoid: string;
  readonly chinese: { readonly summary: string; readonly avoid: string };
  readonly parameters: z.ZodType<Parameters>;
  readonly disclosure: 'reduced' | 'replaced' | 'withheld';
  /** The types it takes; the result keeps the field's type. */
  readonly types: readonly FieldType[];
  /** The same value (of the same subject) always gives the same. */
  readonly deterministic: boolean;
  /** The gateway can turn the surrogate back: positive `filter.equal` comes in as a surrogate. */
  readonly reversible: boolean;
  /** Different values stay different: rows may be grouped by the raw value. */
  readonly injective: boolean;
  /** All that it tells of a value. */
  readonly reveals: (...parameters: Parameters) => readonly Piece[];
  /** It needs the row's subject: the values that are known of them are redacted too. */
  readonly knowsSubject?: boolean;
  /** It needs the key of the row's subject: what it does is the same for all that is about them. */
  readonly perSubject?: boolean;
  /** The same value made by a store, where there is a form of it that gives exactly what `mask` gives. */
  readonly store?: (...parameters: Parameters) => StoreForm;
  /** How many values the original could still be, for a value of its usual format. */
  readonly candidates: (...parameters: Parameters) => Candidates;
  /** The same for this very value, where its format decides; it fits. */
  readonly left?: (value: string, ...parameters: Parameters) => Candidates;
  /** What it finds in a text, in UTF-16 offsets; only where it redacts texts. */
  readonly find?: (
    text: string,
    known: readonly string[],
  ) => readonly { readonly type: string; readonly start: number; readonly end: number }[];
  /** As a policy would write it, to show what comes out; where the name alone is no call. */
  readonly call?: string;
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
  /**
   * Null: the value does not fit the format. `known`: what is known of the row's subject, only for `knowsSubject`;
   * `subject`: their key, only for `perSubject`.
   */
  readonly mask: (value: Value, known?: readonly string[], subject?: string) => Value | null;
  /**
   * The same on the bytes of a text, where its cost matters: what `mask` gives for them is written behind `at` as ASCII
   * without quotes, backslashes and control characters. There is room for sixteen bytes more than the value has.
   */
  readonly bytes?: ByteMask;
  /** What it gives is always this and then the value's own text. */
  readonly before?: string;
  /** The value whose surrogate this is, or nothing. Only for reversible techniques. */
  readonly unmask?: (surrogate: Value) => Value | undefined;
  /** The same under each key that was current before: what they made has no key's id in it and still comes in. */
  readonly earlier?: readonly ((surrogate: Value) => Value | undefined)[];
}

/** How many bytes were written; `misfit` where the value does not fit, `undecided` where only `mask` can tell. */
export type ByteMask = (value: Uint8Array, from: number, to: number, into: Uint8Array, at: number) => number;
export const misfit = -1;
export const undecided = -2;

/** Types a row of the table by its parameters; the table itself holds all rows alike. */
export const technique = <Z extends z.ZodType<readonly unknown[]>>(
  row: Omit<Technique<z.output<Z>>, 'parameters'> & { readonly parameters: Z },
): Technique => row as unknown as Technique;
