import { wordCosts, longBeginnings } from '../names/chinese-lexicon.ts';
import { readingsAt } from './chinese-readings.ts';
import type { Found } from './span.ts';

/** A character that no list has. */
const unknown = 34;
const longestWord = 5;
/** 阿依古丽·买买提, 约翰·史密斯. */
const dotted = /\p{Script=Han}{1,8}(?:[·•・‧]\p{Script=Han}{1,8}){1,3}/gu;

interface Step {
  readonly cost: number;
  readonly from: number;
  readonly named: boolean;
}

/** Chinese names: where reading some characters as a name costs less than reading them as words. */
export function findChineseNames(text: string): readonly Found[] {
  const names = Array.from(
    text.matchAll(dotted),
    ({ index, 0: match }): Found => ({ start: index, end: index + match.length, kind: 'name' }),
  );
  const runs = Array.from(text.matchAll(/\p{Script=Han}+/gu)).flatMap(({ index, 0: run }) =>
    readRun(text, index, run.length),
  );
  return [...names, ...runs];
}

/** The cheapest way through one run of characters, word by word and name by name. */
function readRun(text: string, start: number, length: number): readonly Found[] {
  const steps: (Step | undefined)[] = [{ cost: 0, from: -1, named: false }];
  const reach = (from: number, size: number, cost: number, named: boolean): void => {
    const whole = (steps[from]?.cost ?? 0) + cost;
    if (from + size <= length && whole < (steps[from + size]?.cost ?? Number.POSITIVE_INFINITY))
      steps[from + size] = { cost: whole, from, named };
  };
  for (let at = 0; at < length; at++) {
    const place = start + at;
    reach(at, 1, wordCosts.get(text[place] ?? '') ?? unknown, false);
    const most = Math.min(longBeginnings.has(text.slice(place, place + 2)) ? longestWord : 2, length - at);
    for (let size = 2; size <= most; size++) {
      const cost = wordCosts.get(text.slice(place, place + size));
      if (cost !== undefined) reach(at, size, cost, false);
    }
    for (const { size, cost } of readingsAt(text, place, start + length)) reach(at, size, cost, true);
  }
  return namesOf(steps, start, length);
}

function namesOf(steps: readonly (Step | undefined)[], start: number, length: number): readonly Found[] {
  const found: Found[] = [];
  for (let at = length; at > 0; ) {
    const step = steps[at];
    if (!step) break;
    if (step.named) found.push({ start: start + step.from, end: start + at, kind: 'name' });
    at = step.from;
  }
  return found.reverse();
}
