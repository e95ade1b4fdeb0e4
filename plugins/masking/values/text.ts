import type { Value } from '../../../schema/terms/field.ts';

/** The value as text that can be encoded, or nothing: half a surrogate pair stands for no character. */
export const wellFormed = (value: Value): string | undefined =>
  typeof value === 'string' && value.isWellFormed() ? value : undefined;

/**
 * The value as short text in one spelling (NFKC, without blanks around it), or nothing. The length is looked at first:
 * what is too long to be a name, a number or an address costs nothing.
 */
export function shortText(value: Value, longest: number): string | undefined {
  if (typeof value !== 'string' || value.length > longest) return undefined;
  return wellFormed(value)?.normalize('NFKC').trim();
}

/** Always as many, so that the length of what they stand for is not told. */
export const stars = '***';

const significant = /[\p{L}\p{N}]/gu;

/** The letters and digits of a text: spaces, dashes and signs are format, neither counted nor shown. */
export const significantOf = (text: string | undefined): readonly string[] => text?.match(significant) ?? [];

/** How many texts of these kinds of characters there are, of so many characters. */
export const combinations = (kinds: readonly string[], length: number): number =>
  (kinds.every((one) => /\p{N}/u.test(one)) ? 10 : 36) ** Math.max(0, length);
