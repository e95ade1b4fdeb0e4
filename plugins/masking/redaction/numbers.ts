import { fewestDigits, kindOf, mostDigits, mostGroups } from './candidates.ts';
import type { Span } from './span.ts';

/** Groups of digits with nothing but spaces, dashes, points and brackets between them. */
interface Run {
  /** Where each group begins. */
  readonly starts: number[];
  readonly digits: string[];
  /** What stands before each group but the first. */
  readonly gaps: string[];
}

interface Found {
  readonly span: Span;
  /** The group behind it. */
  readonly next: number;
}

const joint = /^(?:[ ()-]{1,3}|\.)$/;
/** An order number's beginning: `ORD-2026…`, `#2026…`, `a/2026…`. */
const labelled = /(?:[a-z_#/]|[a-z0-9][_/]|[a-z]-)$/;
const plusSign = /(?:^|[^a-z0-9+])\+$/;

/** Phone numbers, identity numbers and bank cards: digits, in groups or not, that have the shape or the check digit of one. */
export const findNumbers = (text: string): readonly Span[] => runsOf(text).flatMap((run) => findIn(text, run));

function runsOf(text: string): readonly Run[] {
  const runs: Run[] = [];
  let end = -1;
  for (const { index, 0: digits } of text.matchAll(/[0-9]+/g)) {
    const gap = end < 0 || index - end > 3 ? '' : text.slice(end, index);
    const run = joint.test(gap) ? runs.at(-1) : undefined;
    if (run) {
      run.starts.push(index);
      run.digits.push(digits);
      run.gaps.push(gap);
    } else runs.push({ starts: [index], digits: [digits], gaps: [''] });
    end = index + digits.length;
  }
  return runs;
}

function findIn(text: string, run: Run): readonly Span[] {
  const spans: Span[] = [];
  for (let first = 0; first < run.starts.length; ) {
    const found = longestAt(text, run, first);
    if (found) spans.push(found.span);
    first = found ? found.next : first + 1;
  }
  return spans;
}

/** The longest find that begins with this group. No more groups are tried than a number could have: the cost stays linear. */
function longestAt(text: string, run: Run, first: number): Found | undefined {
  let found: Found | undefined;
  let length = 0;
  const limit = Math.min(run.starts.length, first + mostGroups);
  for (let last = first; last < limit; last++) {
    length += run.digits[last]?.length ?? 0;
    if (length > mostDigits) break;
    if (length >= fewestDigits) found = findAt(text, run, first, last) ?? found;
  }
  return found;
}

function findAt(text: string, run: Run, first: number, last: number): Found | undefined {
  const digits = run.digits.slice(first, last + 1);
  const begin = run.starts[first] ?? 0;
  const head = text.slice(Math.max(0, begin - 2), begin);
  const end = (run.starts[last] ?? 0) + (run.digits[last]?.length ?? 0);
  const plus = head.endsWith('+') && plusSign.test(head);
  const x = lengthOfX(text, end);
  const shape = kindOf({
    digits: digits.join(''),
    groups: digits.map((group) => group.length),
    gaps: run.gaps.slice(first + 1, last + 1),
    plus,
    free: !labelled.test(head),
    x: x > 0,
  });
  if (!shape) return undefined;
  const start = opening(text, plus ? begin - 1 : begin, end);
  return { span: { start, end: end + (shape.takesX ? x : 0), kind: shape.kind }, next: last + 1 };
}

/** How far an X behind the number reaches, that is not the beginning of a word. */
const lengthOfX = (text: string, end: number): number =>
  /^[ -]?x(?![a-z0-9])/.exec(text.slice(end, end + 3))?.[0].length ?? 0;

/** With the bracket that is closed inside. */
const opening = (text: string, start: number, end: number): number =>
  text[start - 1] === '(' && text.slice(start, end).includes(')') ? start - 1 : start;
