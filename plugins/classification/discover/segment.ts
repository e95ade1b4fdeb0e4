import type { Unit } from './unit.ts';

export interface Segmenting {
  readonly of: (text: string) => string | undefined;
  /** The fewest letters of a piece; at the end a known piece of two will do. */
  readonly least: number;
  /** Whether letters that nobody knows may stand anywhere, as in a Chinese sentence; else only before what is known. */
  readonly loose: boolean;
  /** What may stand behind letters that nobody knows; anything where nothing is said. */
  readonly suffixes?: ReadonlySet<string>;
}

interface Way {
  readonly cost: number;
  readonly units: readonly Unit[];
}

/** The cheapest way to read letters that are written together: few pieces, and few letters that nobody knows. */
export function segment(text: string, { of, least, loose, suffixes }: Segmenting): readonly Unit[] {
  const letters = [...text];
  const ways: (Way | undefined)[] = [{ cost: 0, units: [] }];
  for (let end = 1; end <= letters.length; end++) {
    for (let start = 0; start < end; start++) {
      const before = ways[start];
      if (!before) continue;
      const piece = letters.slice(start, end).join('');
      const short = end === letters.length && start > 0 ? 2 : least;
      const meaning = end - start >= Math.min(short, least) ? of(piece) : undefined;
      const way =
        meaning === undefined ? unknown(before, piece, start, loose) : known(before, piece, meaning, suffixes);
      const best = ways[end];
      if (way && (!best || way.cost < best.cost)) ways[end] = way;
    }
  }
  const found = ways[letters.length];
  return found && (loose || mostly(found, letters.length)) ? found.units : [{ text }];
}

function known({ cost, units }: Way, text: string, meaning: string, suffixes?: ReadonlySet<string>): Way | undefined {
  // `trace` is no race, and a `revision` no sight.
  const before = units.at(-1);
  if (suffixes && before && before.meaning === undefined) {
    const chance = text.length < 3 && before.text.length < 3;
    if (chance || !suffixes.has(meaning)) return undefined;
  }
  // One known sign tells more than one that nobody knows: `报修人` is somebody.
  return { cost: cost + (text.length === 1 ? 0.9 : 1), units: [...units, { meaning, text }] };
}

function unknown({ cost, units }: Way, text: string, start: number, loose: boolean): Way | undefined {
  if (!loose && start > 0) return undefined;
  return { cost: cost + 1.2 + text.length * (loose ? 1 : 0.6), units: [...units, { text }] };
}

/** More of the letters are known than not. */
const mostly = ({ units }: Way, length: number): boolean =>
  units.filter((unit) => unit.meaning !== undefined).reduce((sum, unit) => sum + unit.text.length, 0) * 2.4 > length;
