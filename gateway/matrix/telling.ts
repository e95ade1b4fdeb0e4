import { parseCall } from '../../plugins/masking/call.ts';
import { techniques } from '../../plugins/masking/techniques/index.ts';
import { compareDisclosure } from '../../schema/terms/disclosure.ts';
import { type Direction, directionOf, together } from './direction.ts';
import type { Outcome } from './cells.ts';

type Shown = Pick<Outcome, 'disclosure' | 'technique'>;

/**
 * Whether `to` tells more than `from`: by the order of disclosures; within one, by every ladder that lists both techniques
 * and by how many values each leaves. Where these do not agree or are silent, nobody can say.
 */
export function tellingDirection(from: Shown, to: Shown, ladders: readonly (readonly string[])[]): Direction {
  const byDisclosure = compareDisclosure(from.disclosure, to.disclosure);
  if (byDisclosure !== 0) return directionOf(byDisclosure);
  if (from.technique === to.technique || from.disclosure === 'withheld') return 'same';
  const evidence = [
    ...ladders.map((ladder) => byLadder(from.technique, to.technique, ladder)),
    byCandidates(from.technique, to.technique),
  ];
  const said = together(evidence);
  return said === 'same' ? 'either' : said;
}

/** The one that stands first tells more. */
function byLadder(from: string, to: string, ladder: readonly string[]): Direction {
  const [before, after] = [ladder.indexOf(from), ladder.indexOf(to)];
  return before < 0 || after < 0 ? 'same' : directionOf(before - after);
}

/** Fewer candidates tell more; some techniques have no number of them. */
function byCandidates(from: string, to: string): Direction {
  const [before, after] = [candidatesOf(from), candidatesOf(to)];
  return before === undefined || after === undefined ? 'same' : directionOf(before - after);
}

function candidatesOf(text: string): number | undefined {
  const { name, args } = parseCall(text);
  const left = techniques.get(name)?.candidates(...args);
  return typeof left === 'number' ? left : undefined;
}
