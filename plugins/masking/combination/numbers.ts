import type { Piece } from '../pieces.ts';
import { count, type Estimate } from './estimate.ts';
import type { Told } from './shown.ts';

type Cell = Extract<Piece, { readonly tells: 'cell' }>;

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** More boundaries than this are not counted one by one. */
const most = 100_000;

/** The mean width of the cells that several grids cut together: their boundaries add up. */
export function widthOfGrids(cells: readonly Cell[]): number {
  // In halves, so that the boundaries of rounding are whole: floor cuts at 0, nearest at half a step.
  const grids = cells.map(({ grid, step }) => ({ step: 2 * step, at: grid === 'floor' ? 0 : step }));
  const round = grids.reduce((lcm, { step }) => (lcm / gcd(lcm, step)) * step, 1);
  if (grids.some(({ step }) => round / step > most)) return 1;
  const cuts = new Set(grids.flatMap(({ step, at }) => Array.from({ length: round / step }, (_, n) => at + n * step)));
  return round / cuts.size / 2;
}

/** The mean overlap of two intervals of these widths that meet somewhere. */
const overlap = (a: number, b: number): number => (a * b) / (a + b);

/** The values left of a number or of a day, by its own field alone: grids cut each other, noises are averaged. */
export function widthLeft(told: Told, days: boolean): Estimate | undefined {
  const cells = told.pieces.filter((one) => one.tells === 'cell');
  const periods = told.pieces.flatMap((one) => (one.tells === 'period' ? [lengths[one.period] * one.n] : []));
  const noises = told.pieces.flatMap((one) =>
    one.tells === 'near' ? [2 * one.within + 1] : one.tells === 'shifted' ? [2 * one.within] : [],
  );
  const widths = [
    ...(cells.length > 0 ? [widthOfGrids(cells)] : []),
    ...(periods.length > 0 ? [Math.min(...periods)] : []),
    ...noises,
  ];
  const [first, ...more] = widths;
  if (first === undefined) return undefined;
  return count(Math.max(1, more.reduce(overlap, first)), days ? 'day' : 'value', told.coordinate);
}

/** The longest that a period can be, in days. */
const lengths = { day: 1, month: 31, quarter: 92, year: 366 } as const;
