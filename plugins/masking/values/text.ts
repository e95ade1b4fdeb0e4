import type { Value } from '../../../schema/terms/field.ts';

/** The value as text that can be encoded, or nothing: half a surrogate pair stands for no character. */
export const wellFormed = (value: Value): string | undefined =>
  typeof value === 'string' && value.isWellFormed() ? value : undefined;

/** Always as many, so that the length of what they stand for is not told. */
export const stars = '***';
