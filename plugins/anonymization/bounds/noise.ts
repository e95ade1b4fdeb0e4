import type { Fraction } from '../noise/fraction.ts';

/** The noise of a figure, on whole numbers. */
export type Noise =
  | { readonly kind: 'laplace'; readonly scale: Fraction }
  | { readonly kind: 'gaussian'; readonly variance: Fraction };
