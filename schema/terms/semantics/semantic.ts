import type { FieldType } from '../field.ts';

/** Which technique masks a semantic type at which disclosure, from the most telling to the least; calls as the policy writes them. */
export interface DefaultLadder {
  readonly reduced?: readonly string[];
  readonly replaced?: readonly string[];
}

/** What a value means, whatever its type: it chooses the ladder. */
export interface Semantic {
  /** As people call it, in English and in Chinese. */
  readonly en: string;
  readonly zh: string;
  /** The types that such a column usually has, the most usual first. */
  readonly types: readonly FieldType[];
  /** How many values there are of its usual format, as somebody who guesses would count them; absent where nobody can. */
  readonly values?: number;
  /** A part of it helps whoever guesses the rest, so it has no reduced form. */
  readonly secret?: true;
  /** The ladder where a policy writes none. Empty: whatever is not clear is withheld. */
  readonly ladder: DefaultLadder;
}

export type Semantics = Readonly<Record<string, Semantic>>;

export const text = ['String'] as const satisfies readonly FieldType[];
export const token: DefaultLadder = { replaced: ['pseudonym'] };
export const nothing: DefaultLadder = {};
