import { type Part, type Period, type Piece, periods } from './pieces.ts';

/** What is told with a part, because it lies in it. */
const within: Readonly<Partial<Record<Part, readonly Part[]>>> = {
  district: ['city', 'province', 'country'],
  city: ['province', 'country'],
  province: ['country'],
  'family-name': [],
  'area-code': ['calling-code'],
  'url-path': ['origin'],
};

type Of<T extends Piece['tells']> = Piece extends infer P
  ? P extends { readonly tells: infer K }
    ? T extends K
      ? P
      : never
    : never
  : never;
type Rules = { readonly [T in Piece['tells']]: (finer: Of<T>, coarser: Of<T>) => boolean };

const order = Object.keys(periods) as Period[];
const divides = (a: number, b: number): boolean => b % a === 0;

/** Whether the coarser piece can be made of the finer one, both of a kind. */
const rules: Rules = {
  equality: () => true,
  format: () => true,
  text: () => true,
  first: (a, b) => b.n <= a.n,
  last: (a, b) => b.n <= a.n,
  part: (a, b) => a.part === b.part || (within[a.part]?.includes(b.part) ?? false),
  period: (a, b) =>
    a.period === b.period ? divides(a.n, b.n) : a.n === 1 && order.indexOf(a.period) < order.indexOf(b.period),
  // To round what was rounded gives the rounded value only where the boundaries of the one are boundaries of the other.
  cell: (a, b) => a.grid === b.grid && divides(a.step, b.step) && (a.grid === 'floor' || (b.step / a.step) % 2 === 1),
  near: (a, b) => a.within === b.within,
  shifted: (a, b) => a.within === b.within,
  between: (a, b) => a.low <= b.low && b.high <= a.high,
  network: (a, b) => b.v4 <= a.v4 && b.v6 <= a.v6,
  degrees: (a, b) => b.digits <= a.digits,
  paths: (a, b) => b.paths.every((path) => a.paths.includes(path)),
};

const makes = (finer: Piece, coarser: Piece): boolean =>
  finer.tells === coarser.tells && (rules[finer.tells] as (a: Piece, b: Piece) => boolean)(finer, coarser);

/** Whether all that `coarser` tells is told by `finer` already: who sees both then knows no more than who sees the one. */
export const computable = (finer: readonly Piece[], coarser: readonly Piece[]): boolean =>
  coarser.every((piece) => finer.some((one) => makes(one, piece)));
