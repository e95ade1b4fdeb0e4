import type { Bucket } from '../../../../plugins/risk/measures.ts';
import { percent, withError } from '../numbers.ts';
import type { Words } from '../words.ts';
import { element, type Markup } from './element.ts';

const row = 26;
const left = 96;
const width = 380;
const right = 120;

/** Shares of rows by how many people share what they show. */
export function groupsPicture(buckets: readonly Bucket[], words: Words): Markup {
  const bars = buckets.flatMap((bucket, at) => barOf(bucket, at * row, words));
  const height = buckets.length * row;
  return element(
    'figure',
    {},
    element('figcaption', {}, words.groups),
    element(
      'svg',
      { viewBox: `0 0 ${left + width + right} ${height}`, role: 'img', 'aria-label': words.groups },
      element('line', { x1: left, y1: 0, x2: left, y2: height, class: 'axis' }),
      ...bars,
    ),
  );
}

function barOf(bucket: Bucket, y: number, words: Words): readonly Markup[] {
  const { from, to, share, error } = bucket;
  const middle = y + row / 2;
  const end = left + share * width;
  const shade = from === 1 ? 'alone' : from < 11 ? 'few' : 'many';
  const spread = { x1: Math.max(left, end - error * width), x2: Math.min(left + width, end + error * width) };
  return [
    element('text', { x: left - 8, y: middle + 4, 'text-anchor': 'end' }, words.group(from, to)),
    element(
      'rect',
      { x: left, y: y + 4, width: (share * width).toFixed(1), height: row - 8, class: shade },
      element('title', {}, `${words.group(from, to)}: ${percent(share)}`),
    ),
    ...(error > 0 ? [element('line', { ...spread, y1: middle, y2: middle, class: 'error' })] : []),
    element('text', { x: (Math.max(end, spread.x2) + 8).toFixed(1), y: middle + 4 }, withError(bucket)),
  ];
}
