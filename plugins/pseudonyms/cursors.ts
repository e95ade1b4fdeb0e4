import type { Cell } from '../../schema/terms/field.ts';
import type { Keyring } from './keyring.ts';
import { type Random, randomSeal } from './sealing.ts';

/** Places in a list, sealed: a caller can neither read one nor make one up. */
export interface Cursors {
  /** A token that opens only in the same context: view, coordinate, filter, order, policy version … */
  readonly sealCursor: (context: readonly string[], payload: readonly Cell[]) => string;
  /** The payload of a cursor of this context; nothing for any other token, however it came about. */
  readonly openCursor: (context: readonly string[], token: string) => readonly Cell[] | undefined;
}

/** Cursors under the keys of this ring; `random` is where their nonces come from. */
export function cursors(keyring: Keyring, random: Random): Cursors {
  const sealOf = (context: readonly string[]) =>
    randomSeal(keyring, 'cursor', context, { block: 32, longest: 16_384, unlike: true });
  return Object.freeze({
    sealCursor: (context: readonly string[], payload: readonly Cell[]) =>
      sealOf(context).seal(JSON.stringify(payload), random),
    openCursor: (context: readonly string[], token: string) => {
      const text = sealOf(context).open(token);
      return text === undefined ? undefined : (JSON.parse(text) as readonly Cell[]);
    },
  });
}
