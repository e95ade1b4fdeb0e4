import type { FieldType } from '../../../schema/terms/field.ts';
import { parseCall } from '../call.ts';
import type { Piece } from '../pieces.ts';
import { techniques } from '../techniques/index.ts';

/** A field as somebody sees it: all techniques that some row, grant or purpose of theirs ends at. */
export interface Shown {
  readonly coordinate: string;
  readonly semantic: string;
  readonly type: FieldType;
  /** `clear`, `keep-last(4)` …; twice where two keys draw differently. None: it is withheld throughout. */
  readonly calls: readonly string[];
}

/** What is told of it, all put together; `clear` where some row shows the value itself. */
export interface Told {
  readonly coordinate: string;
  readonly semantic: string;
  readonly clear: boolean;
  readonly pieces: readonly Piece[];
}

export const toldBy = ({ coordinate, semantic, calls }: Shown): Told => ({
  coordinate,
  semantic,
  clear: calls.includes('clear'),
  pieces: calls.flatMap((call) => (call === 'clear' ? [] : piecesOf(call))),
});

/** What a call tells; nothing where it is none that a ladder could hold. */
export function piecesOf(call: string): readonly Piece[] {
  const { name, args } = parseCall(call);
  const technique = techniques.get(name);
  const parsed = technique?.parameters.safeParse(args);
  return (parsed?.success && technique?.reveals(...parsed.data)) || [];
}

/** How many letters or digits are told at each end. */
export const endsOf = ({ pieces }: Told): { readonly first: number; readonly last: number } => ({
  first: Math.max(0, ...pieces.map((one) => (one.tells === 'first' ? one.n : 0))),
  last: Math.max(0, ...pieces.map((one) => (one.tells === 'last' ? one.n : 0))),
});
