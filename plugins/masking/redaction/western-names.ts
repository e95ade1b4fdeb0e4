import { evidenceOf } from '../names/western-context.ts';
import { namesOfThings } from '../names/not-names.ts';
import type { Found } from './span.ts';
import { partsOf, type Part, type Sentence } from './western-parts.ts';

/** From here on a row of words is a name. */
const enough = 2.5;

/** Western names: rows of words with a capital, weighed by lists of names and of words and by what stands around them. */
export function findWesternNames(text: string, cased: string): readonly Found[] {
  return partsOf(text, cased).flatMap((sentence) => namesIn(text, sentence));
}

function namesIn(text: string, sentence: Sentence): readonly Found[] {
  const found: Found[] = [];
  const repeated = new Set<string>();
  for (const row of sentence.rows) {
    const name = best(text, row, sentence);
    if (!name) continue;
    found.push(name);
    repeated.add(text.slice(name.start, name.end));
  }
  return found;
}

/** The row without the words at its ends that belong to the sentence: `Hello Priya`, `Please Mark`. */
function best(text: string, row: readonly Part[], sentence: Sentence): Found | undefined {
  const parts = trim(row);
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last || isThing(text, parts)) return undefined;
  const worth = weigh(parts, sentence) + evidenceOf(text, first.start, last.end, { single: parts.length === 1, opens: first.opens });
  return worth >= enough ? { start: first.start, end: last.end, kind: 'name' } : undefined;
}

function trim(row: readonly Part[]): readonly Part[] {
  let from = 0;
  let to = row.length;
  const idle = (part: Part | undefined): boolean =>
    part !== undefined && (part.particle || part.word.thing || (part.word.word === 'common' && !part.word.given && !part.word.family && part.opens));
  while (from < to && idle(row[from]) && !(row[from]?.particle && row[from]?.large)) from++;
  while (to > from && (row[to - 1]?.particle || (row[to - 1]?.word.thing && !row[to - 1]?.suffix))) to--;
  return row.slice(from, to);
}

/** Two names that are a brand together, or one word that is none without the other. */
const isThing = (text: string, parts: readonly Part[]): boolean =>
  parts.some((part, at) => {
    const next = parts[at + 1];
    return next !== undefined && namesOfThings.has(`${text.slice(part.start, part.end)}_${text.slice(next.start, next.end)}`.replace(/'s_/, '_'));
  });

/** What the words themselves say. */
function weigh(parts: readonly Part[], { shouting }: Sentence): number {
  const names = parts.filter((part) => !part.particle && !part.initial && !part.suffix);
  const [first, ...more] = names;
  if (!first) return 0;
  if (more.length === 0 && parts.length === 1) return single(first, shouting);
  const initials = parts.some((part) => part.initial) ? 1 : 0;
  const words = names.filter(({ word }) => word.word !== undefined && !word.given && !word.family).length;
  const known = names.filter(({ word }) => word.given || word.family).length;
  const things = names.filter(({ word }) => word.thing).length;
  const lead = first.word.given ? (first.word.word === undefined ? 2 : 1) : first.word.family ? 0.6 : 0.3;
  const rest = more.reduce((sum, { word }) => sum + (word.family || word.given ? (word.word === undefined ? 1.2 : 0.8) : word.word === undefined ? 0.7 : -1), 0);
  const dimmed = first.opens && first.word.word !== undefined ? -0.6 : 0;
  return lead + Math.min(rest, 2) + initials + (known === names.length && known > 1 ? 0.5 : 0) - words - 2 * things + dimmed - (placed(names) ? 1.5 : 0) - (shouting ? 1 : 0);
}

/** All of it could be a place: `San Jose`, `Santa Clara`. */
const placed = (names: readonly Part[]): boolean => names.every(({ word }) => word.place);

/** One word alone needs its surroundings the more, the more it is also something else. */
function single({ word, opens }: Part, shouting: boolean): number {
  const base = word.thing
    ? -1.5
    : word.given
      ? word.word === undefined
        ? word.place
          ? 1
          : 2.6
        : word.word === 'rare'
          ? opens
            ? 0.4
            : 1.8
          : opens
            ? 0
            : 1.5
      : word.family
        ? word.word === undefined
          ? word.place
            ? 0.4
            : 1.3
          : opens
            ? -1
            : 0
        : word.word === undefined
          ? word.place
            ? -1
            : opens
              ? 0.2
              : 0.5
          : -1.5;
  return base - (shouting ? 1.2 : 0);
}
