import { isThingBehind, namesOfThings, sayings } from '../names/not-names.ts';
import { enough, evidenceOf } from '../names/western-context.ts';
import type { Found } from './span.ts';
import { singleWorth } from './western-single.ts';
import { partsOf, type Sentence } from './western-parts.ts';
import type { Part } from './western-word.ts';

/** A neighbour in a list of names: `Romi, Erik and Amy`. */
const beside = 1.5;
const company = 2;

interface Weighed {
  readonly parts: readonly Part[];
  readonly worth: number;
}

/** Western names: rows of words with a capital, weighed by lists of names and of words and by what stands around them. */
export function findWesternNames(text: string, cased: string): readonly Found[] {
  const said = Array.from(text.matchAll(sayings), ({ index, 0: match }) => [index, index + match.length] as const);
  const isSaid = ([first]: readonly Part[]): boolean =>
    first !== undefined && said.some(([start, end]) => start <= first.start && first.start < end);
  const rows = partsOf(text, cased).flatMap((sentence) =>
    sentence.rows.flatMap((row) => (isSaid(row) ? [] : (weighed(text, row, sentence) ?? []))),
  );
  const sure = rows.map((row, at) => row.worth + (enumerated(text, rows, at) ? company : 0) >= enough);
  const called = new Set(
    rows.flatMap(({ parts }, at) =>
      sure[at]
        ? parts
            .filter((part) => isCalled(part) && part.word.word !== 'common' && part.end - part.start > 2)
            .map((part) => text.slice(part.start, part.end))
        : [],
    ),
  );
  return rows.flatMap(({ parts }, at): readonly Found[] => {
    const again =
      !sure[at] && parts.every((part) => part.particle || part.initial || called.has(text.slice(part.start, part.end)));
    const [first] = parts;
    const end = parts.at(-1)?.end;
    return first && end !== undefined && (sure[at] || again) ? [{ start: first.start, end, kind: 'name' }] : [];
  });
}

/** Somebody once named is meant by the same word again. */
const isCalled = ({ word, particle, initial, suffix, start, end }: Part): boolean =>
  !particle && !initial && !suffix && !word.thing && end - start > 1;

/** The row before or behind it, with a comma or an `and` between, is a name, and this could be one. */
function enumerated(text: string, rows: readonly Weighed[], at: number): boolean {
  const own = rows[at];
  if (!own || own.parts.some(({ word }) => word.thing || word.brand || word.place)) return false;
  return [at - 1, at + 1].some((index) => {
    const other = rows[index];
    if (!other || other.worth < (isKnown(own) && isKnown(other) ? beside : enough)) return false;
    const [from, to] = index < at ? [other, own] : [own, other];
    return list.test(text.slice(from.parts.at(-1)?.end ?? 0, to.parts[0]?.start ?? 0));
  });
}
const isKnown = ({ parts }: Weighed): boolean => parts.some(({ word }) => word.given || word.family);
const list = /^(?:, ?| and |, and | or )$/;

/** The row without the words at its ends that belong to the sentence: `Hello Priya`, `Please Mark`. */
function weighed(text: string, row: readonly Part[], sentence: Sentence): Weighed | undefined {
  const parts = trim(text, row);
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last || !parts.some(isCalled) || isThing(text, parts)) return undefined;
  // `The Queen Elizabeth Hall`
  const article = row[0] !== first && /^the /.test(text.slice(row[0]?.start ?? 0, first.start)) ? 1.2 : 0;
  const worth = weigh(text, parts, sentence) - article;
  return { parts, worth: worth + evidenceOf(text, first.start, last.end, { single: parts.length === 1, worth }) };
}

/** Particles that begin a name even when they are written small: `Mr. van der Berg`. */
const noble = new Set('van von der den del della di da dos bin binti ibn al el ten ter zu'.split(' '));

function trim(text: string, row: readonly Part[]): readonly Part[] {
  let from = 0;
  let to = row.length;
  const idle = (part: Part | undefined): boolean =>
    part !== undefined &&
    (part.word.thing ||
      (part.particle && !part.large && !noble.has(text.slice(part.start, part.end))) ||
      (part.opens && part.word.word === 'common' && !part.word.given && !part.word.family && row.length > 1));
  while (from < to && idle(row[from])) from++;
  // `Ivan King`: a title is a family name as well.
  const named = (part: Part | undefined): boolean =>
    part?.suffix === true || (to - from > 1 && part?.word.family === true && row[to - 2]?.word.given === true);
  while (to > from && (idle(row[to - 1]) || row[to - 1]?.particle) && !named(row[to - 1])) to--;
  return row.slice(from, to);
}

/** Two names that are a brand together, or a company by its last word. */
const isThing = (text: string, parts: readonly Part[]): boolean =>
  parts.some((part, at) => {
    const next = parts[at + 1];
    const word = text.slice(part.start, part.end);
    if (
      next === undefined &&
      namesOfThings.has(text.slice(part.start, part.end + 24).replace(/^([^ ]+) ([a-z]+).*$/s, '$1_$2'))
    )
      return true;
    if (at > 0 && companies.has(word)) return true;
    if (at === 0 && next !== undefined && (part.word.brand || landforms.has(word))) return true;
    return next !== undefined && pairs(text, part, next).some((pair) => namesOfThings.has(pair));
  });
const pairs = (text: string, part: Part, next: Part): readonly string[] =>
  [0, 2].map((more) => `${text.slice(part.start, part.end)}_${text.slice(next.start, next.end + more)}`);
const landforms = new Set(
  'river lake mount mt cape port fort isle gulf bay castle palace saint st san santa los las el new north south east west great hotel cafe restaurant bank university radio club team studio project operation windows'.split(
    ' ',
  ),
);
const companies = new Set(
  'inc ltd llc plc corp corporation gmbh ag group holdings bank university college hospital airlines airport'.split(
    ' ',
  ),
);

/** What the words themselves say. */
function weigh(text: string, parts: readonly Part[], { shouting, whole }: Sentence): number {
  const names = parts.filter((part) => !part.particle && !part.initial && !part.suffix);
  const [first, ...more] = names;
  if (!first) return 0;
  if (more.length === 0 && parts.length === 1) return singleWorth(first, shouting) - (first.large ? 0 : small);
  const initials = parts.some((part) => part.initial) ? 1 : 0;
  // `Rebecca Hides`: behind a name that is nothing else any word may be one.
  const firm = first.word.given && first.word.word === undefined && !first.word.place;
  const words =
    names.filter(({ word }) => word.word !== undefined && !word.given && !word.family).length * (firm ? 0.4 : 1);
  const known = names.filter(({ word }) => word.given || word.family).length;
  const things =
    names.filter(({ word }, at) => word.thing && !(at > 0 && word.family)).length +
    names.filter(({ word }) => word.brand).length * 0.6;
  const lead = first.word.given
    ? first.word.word === undefined
      ? 2
      : 1
    : first.word.family || first.word.word === undefined
      ? 1
      : 0.3;
  const rest = more.reduce((sum, { word }) => sum + restWorth(word, firm), 0);
  const dimmed = first.opens && first.word.word !== undefined ? 0.6 : 0;
  const last = parts.at(-1);
  const thing = last && isThingBehind(text.slice(last.start, last.end)) ? (last.word.family ? 1 : 3) : 0;
  const alone = whole && names.length <= 4 ? 1 : 0;
  const all = known === names.length ? 0.5 : 0;
  return (
    lead +
    Math.min(rest, 2) +
    initials +
    all +
    alone -
    words -
    2 * things -
    dimmed -
    thing -
    (placed(names) ? 1.5 : 0) -
    (shouting && !whole ? 0.8 : 0) -
    (first.large ? 0 : small)
  );
}

/** Written without a capital, a name needs more around it. */
const small = 1.3;

const restWorth = (word: Part['word'], firm: boolean): number => {
  if (word.family || word.given) return word.word === undefined ? 1.2 : 0.8;
  return word.word === undefined ? 1 : firm && word.word === 'rare' ? 0.3 : -1;
};

/** All of it could be a place: `San Jose`, `Santa Clara`. */
const placed = (names: readonly Part[]): boolean => names.every(({ word }) => word.place);
