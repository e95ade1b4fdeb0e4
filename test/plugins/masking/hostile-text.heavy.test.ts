import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { findSpans } from '../../../plugins/masking/redaction/find-spans.ts';

/** A megabyte of each: what patterns that go back over a text would take hours for. */
const length = 1_000_000;
const hostile: readonly string[] = [
  '1',
  '1 ',
  '1-',
  '1.',
  '(1)',
  '+1',
  'a',
  'A',
  'Aa ',
  'a@',
  'a.',
  '@',
  'Smith ',
  'Emma, ',
  'Mr. ',
  'de ',
  'A & ',
  '"',
  ':',
  'ab:cd:',
  '/',
  '王',
  '王小',
  '一',
  '市',
  '北京',
  '路1号',
  '·王',
  '电话',
  '电话1',
  '京A',
  '昵称“',
  '1 Elm ',
  'street ',
  '1 1 1 a ',
  'rue de la ',
  'apt 1 ',
  'corner of A ',
  'po box ',
  '12 Elm Street, City ',
  'phone ',
  'id is is is ',
  'my name is ',
  'born ',
  '1990-01-01 ',
  'one ',
  'http://a',
  'www.',
  'DE12 ',
  'a1b2 ',
  'A1',
  '\n',
  'A\n',
  ' ',
  '\u200b',
  '\ue000',
  '👨‍👩‍👧',
];
const benign = 'The parcel was left in the rain and nobody answered. 快递显示已经到达分拨中心，客服说明天上午会处理。';

const filled = (unit: string, size: number): string => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

function timeOf(text: string): number {
  const from = performance.now();
  findSpans(text);
  return performance.now() - from;
}

test('no text costs more than some times what a harmless one of its length costs', { timeout: 600_000 }, () => {
  timeOf(filled(benign, length / 10));
  const usual = timeOf(filled(benign, length));
  const slow = hostile
    .map((unit) => [unit, timeOf(filled(unit, length)) / usual] as const)
    .filter(([, ratio]) => ratio > 25);
  expect(slow).toEqual([]);
});
