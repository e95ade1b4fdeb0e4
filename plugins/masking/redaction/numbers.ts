import { type Candidate, kindOf } from './candidates.ts';
import type { Span } from './span.ts';

interface Group {
  readonly start: number;
  readonly digits: string;
}

/** The longest thing that is looked for, in digits: a bank card. */
const mostDigits = 19;
const joint = /^(?:[ ()-]{1,3}|\.)$/;
/** An order number's beginning: `ORD-2026…`, `#2026…`, `a/2026…`. */
const labelled = /(?:[a-z_#/]|[a-z0-9][_/]|[a-z]-)$/;

/** Phone numbers, identity numbers and bank cards: digits, in groups or not, that have the shape or the check digit of one. */
export const findNumbers = (text: string): readonly Span[] => runsOf(text).flatMap((run) => findIn(text, run));

/** Groups of digits with nothing but spaces, dashes, points and brackets between them. */
function runsOf(text: string): readonly (readonly Group[])[] {
  const runs: Group[][] = [];
  let end = -1;
  for (const { index, 0: digits } of text.matchAll(/[0-9]+/g)) {
    const gap = end < 0 || index - end > 3 ? '' : text.slice(end, index);
    if (joint.test(gap)) runs.at(-1)?.push({ start: index, digits });
    else runs.push([{ start: index, digits }]);
    end = index + digits.length;
  }
  return runs;
}

function findIn(text: string, run: readonly Group[]): readonly Span[] {
  const spans: Span[] = [];
  for (let first = 0; first < run.length; ) {
    const found = longestAt(text, run, first);
    if (found) spans.push(found.span);
    first = found ? found.next : first + 1;
  }
  return spans;
}

/** The longest find that begins with this group: no more groups are tried than the digits of a card could make. */
function longestAt(text: string, run: readonly Group[], first: number): { readonly span: Span; readonly next: number } | undefined {
  const beginning = run[first]?.start ?? 0;
  const head = text.slice(Math.max(0, beginning - 2), beginning);
  const plus = /(?:^|[^a-z0-9+])\+$/.test(head);
  const free = !labelled.test(head);
  let found: { readonly span: Span; readonly next: number } | undefined;
  let digits = '';
  for (let last = first; last < run.length; last++) {
    const group = run[last];
    digits += group?.digits ?? '';
    if (!group || digits.length > mostDigits) break;
    const end = group.start + group.digits.length;
    const x = /^[ -]?x(?![a-z0-9])/.exec(text.slice(end, end + 3))?.[0].length ?? 0;
    const candidate: Candidate = { digits, groups: run.slice(first, last + 1).map((one) => one.digits.length), gaps: gapsOf(text, run, first, last), plus, free, x: x > 0 };
    const kind = kindOf(candidate);
    if (kind) {
      const start = opening(text, plus ? beginning - 1 : beginning, end);
      found = { span: { start, end: end + (kind.takesX ? x : 0), kind: kind.kind }, next: last + 1 };
    }
  }
  return found;
}

function gapsOf(text: string, run: readonly Group[], first: number, last: number): readonly string[] {
  return run.slice(first, last).map((group, at) => text.slice(group.start + group.digits.length, run[first + at + 1]?.start));
}

/** With the bracket that is closed inside. */
const opening = (text: string, start: number, end: number): number =>
  text[start - 1] === '(' && text.slice(start, end).includes(')') ? start - 1 : start;
