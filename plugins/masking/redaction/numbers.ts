import { fewestDigits, mostDigits, mostGroups, type Shape, shapeOf } from './candidates.ts';
import { type Label, type Near, nearest } from './labels.ts';
import { withDigits } from './numerals.ts';
import type { Found } from './span.ts';

/** Groups of digits with nothing but spaces, dashes, points and brackets between them. */
interface Run {
  /** Where each group begins. */
  readonly starts: number[];
  readonly digits: string[];
  /** What stands before each group but the first. */
  readonly gaps: string[];
}

interface Match {
  readonly span: Found;
  readonly shape: Shape;
  /** The group behind it. */
  readonly next: number;
}

interface Place {
  readonly text: string;
  readonly run: Run;
  readonly first: number;
  readonly near: Near;
}

const joint = /^(?:[ ()-]{1,3}|\.| ?\n ?| ?\/ ?)$/;
/** An order number's beginning: `ORD-2026…`, `#2026…`, `a/2026…`. */
const labelled = /(?:[a-z_#/$€£¥]|[a-z0-9][_/]|[a-z]-)$/;
/** Letters that are no part of a number but a word for it: `tel13900005678`. */
const spoken = /(?:^|[^a-z])(?:tel|phone|ph|mob|mobile|cell|t|m|p|vx|wx|qq|v|sim|id|no|is|and|or)$/;
const plusSign = /(?:^|[^a-z0-9+])\+$/;
/** What is counted or paid behind a number. */
const unit = /^ ?(?:[元块￥%€$£]|万元|人民币|美元|rmb|cny|usd|eur|kg|km|mb|gb|ms|积分|points\b)/;
/** `转801`, `ext. 42`, `x0135`. */
const extension = /^ ?(?:[,，(（]? ?(?:转|轉|分机|分機|ext(?:ension|\.)?|extn\.?|x|#) ?[:：]? ?)\d{1,6}(?!\d)\)?/;

/** Phone numbers, identity numbers, cards and accounts: digits, in groups or not, by shape, check digit or the word before. */
export function findNumbers(original: string, labels: readonly Label[]): readonly Found[] {
  const text = withDigits(original);
  return runsOf(text).flatMap((run) => findIn(text, run, labels));
}

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

function findIn(text: string, run: Run, labels: readonly Label[]): readonly Found[] {
  const spans: Found[] = [];
  let before: Near | undefined;
  for (let first = 0; first < run.starts.length; ) {
    // What was said of the first group is said of the whole row: `call 555 010 1234 or …`.
    before = nearest(text, labels, run.starts[first] ?? 0);
    const match = bestAt({ text, run, first, near: before });
    if (match) spans.push(match.span);
    first = match ? match.next : first + 1;
  }
  return spans;
}

/**
 * The longest that begins with this group and has a shape of its own, else the longest that a word tells. No more groups
 * are tried than a number could have: the cost stays linear.
 */
function bestAt(place: Place): Match | undefined {
  let sure: Match | undefined;
  let told: Match | undefined;
  let length = 0;
  const limit = Math.min(place.run.starts.length, place.first + mostGroups);
  for (let last = place.first; last < limit; last++) {
    length += place.run.digits[last]?.length ?? 0;
    if (length > mostDigits) break;
    if (length < fewestDigits) continue;
    const match = matchAt(place, last);
    if (match?.shape.told) told = match;
    else if (match) sure = match;
  }
  return sure ?? told;
}

function matchAt({ text, run, first, near }: Place, last: number): Match | undefined {
  const digits = run.digits.slice(first, last + 1);
  const begin = run.starts[first] ?? 0;
  const head = text.slice(Math.max(0, begin - 8), begin);
  const end = (run.starts[last] ?? 0) + (run.digits[last]?.length ?? 0);
  const plus = head.endsWith('+') && plusSign.test(head);
  const x = lengthOfX(text, end);
  const attached = /[a-z]$/.test(head) && !spoken.test(head);
  const shape = shapeOf({
    digits: digits.join(''),
    groups: digits.map((group) => group.length),
    gaps: run.gaps.slice(first + 1, last + 1),
    plus,
    free: !labelled.test(head) || spoken.test(head),
    x: x > 0,
    topic: topicOf(near, text.slice(end, end + 16)),
    thing: attached || (near.topic === 'other' && near.direct) || unit.test(text.slice(end, end + 8)),
  });
  if (!shape || (x === 0 && /^[a-wyz]/.test(text.slice(end, end + 1)) && shape.kind !== 'phone')) return undefined;
  const start = opening(text, plus ? begin - 1 : begin, end);
  return { span: { start, end: endOf(text, shape, end, x), kind: shape.kind }, shape, next: last + 1 };
}

/** A word behind says it too: `781 1704 office`. */
const told =
  /^ ?[-(,/]? ?(?:office|fax|mobile|cell|home|work|desk|tel|phone|direct)(?![a-z])|^[ (（]{0,2}(?:手机|座机|电话|固话|传真|微信同号)/;
const topicOf = ({ topic }: Near, behind: string): Near['topic'] =>
  topic === undefined || topic === 'other' ? (told.test(behind) ? 'phone' : undefined) : topic;

function endOf(text: string, { takesX, kind }: Shape, end: number, x: number): number {
  const tail = kind === 'phone' ? (extension.exec(text.slice(end, end + 24))?.[0].length ?? 0) : 0;
  return end + (takesX ? x : 0) + tail;
}

/** How far an X behind the number reaches, that is not the beginning of a word. */
const lengthOfX = (text: string, end: number): number =>
  /^[ -]?x(?![a-z0-9])/.exec(text.slice(end, end + 3))?.[0].length ?? 0;

/** With the bracket that is closed inside. */
const opening = (text: string, start: number, end: number): number =>
  text[start - 1] === '(' && text.slice(start, end).includes(')') ? start - 1 : start;
