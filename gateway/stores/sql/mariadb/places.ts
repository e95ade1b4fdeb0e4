import type { SqlType } from '../../../statement.ts';

/** How a bound value is sent: as its type has it, or as what is made of it. */
export type As = SqlType | 'hash' | 'limit' | 'pattern' | 'uuid-hex' | 'upper';

/** Where a text takes a bound value. MariaDB knows places by their order only, so each names its slot. */
export interface Place {
  readonly slot: number;
  readonly as: As;
  /** One place for each element of an array. */
  readonly list?: true;
  /** What stands around each of them. */
  readonly before?: string;
  readonly after?: string;
}

/** No identifier and no word of a text holds it. */
const edge = '\u0001';

/** A place, as it stands in a text that is still to be split. */
export function place(slot: number, as: As, more: Omit<Place, 'slot' | 'as'> = {}): string {
  if (!Number.isSafeInteger(slot) || slot < 0) throw new Error('a slot is a whole number from 0');
  return `${edge}${JSON.stringify({ slot, as, ...more })}${edge}`;
}

/** A text in its parts: words and places. */
export const splitPlaces = (text: string): readonly (string | Place)[] =>
  text.split(edge).map((part, at) => (at % 2 === 0 ? part : (JSON.parse(part) as Place)));
