import { expect, test } from 'vitest';
import { quotasDirection, quotasInWords, quotasOf } from '../../gateway/matrix/quotas.ts';

const of = (...lists: readonly (readonly number[])[]) =>
  quotasOf(lists.map((list) => list.map((times, at) => ({ grant: `g${at}`, times, per: 'day' as const }))));

test('quotas that each will do add up, quotas that are all paid bound together, and without any there is no bound', () => {
  expect(quotasInWords(of([3, 1000]))).toBe('1003 a day for each caller');
  expect(quotasInWords(of([1000], [3]))).toBe('1000 a day for each caller, and within 3 a day for each caller');
  expect(quotasInWords(of())).toBe('any number');
});

test('a bound more never lets more be looked up, whatever it is', () => {
  const unmoved = quotasDirection(of([5]), of([5]));
  const [wider, narrower] = [quotasDirection(of([5]), of()), quotasDirection(of(), of([5]))];
  expect(new Set([unmoved, wider, narrower]).size).toBe(3);
  expect(quotasDirection(of([1000]), of([1000], [3]))).toBe(narrower);
  expect(quotasDirection(of([1000], [3]), of([1000]))).toBe(wider);
  expect(quotasDirection(of([3]), of([1000], [3]))).toBe(unmoved);
  expect(quotasDirection(of([3], [1000]), of([3, 1000]))).toBe(wider);
});
