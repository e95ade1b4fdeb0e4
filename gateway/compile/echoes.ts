import { looksMasked } from '../../plugins/masking/looks-masked.ts';
import { looksReplaced } from '../../plugins/pseudonyms/looks-replaced.ts';
import type { FilterOperator } from '../../schema/terms/operators.ts';
import { filterOperators } from '../../schema/terms/operators.ts';
import type { FieldView } from '../views.ts';

/** What an argument is that can only have come out of an answer: a mask, or a surrogate that opens nothing here. */
export type Echo = 'mask' | 'surrogate';

/**
 * What is wrong with an operand of this field, where it is an echo. An id of another recipient is none: it answers like an
 * id that does not exist.
 */
export function echoIn(field: FieldView, operator: FilterOperator, operand: unknown): Echo | undefined {
  const texts = [operand].flat().filter((one) => typeof one === 'string');
  if (texts.some(looksMasked)) return 'mask';
  if (field.field.name === 'id') return undefined;
  const opens = (text: string): boolean =>
    (field.casesFor.get(filterOperators[operator]) ?? []).some((one) => one.bound?.unmask?.(text) !== undefined);
  return texts.some((text) => looksReplaced(text) && !opens(text)) ? 'surrogate' : undefined;
}

/** The same for a value that is compared in full. */
export const echoOf = (value: unknown): Echo | undefined => {
  if (typeof value !== 'string') return undefined;
  return looksMasked(value) ? 'mask' : looksReplaced(value) ? 'surrogate' : undefined;
};
