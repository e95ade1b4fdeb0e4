import type { Share } from '../../../plugins/risk/measures.ts';

/** `12.3 %`: to the tenth of a percent, and never 0 or 100 where it is not. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.1) return '< 0.1 %';
  if (value < 100 && value > 99.9) return '> 99.9 %';
  return `${value.toFixed(1)} %`;
}

/** With its error, where it has one. */
export const withError = ({ share, error }: Share): string =>
  error === 0 ? percent(share) : `${percent(share)} ± ${(error * 100).toFixed(error < 0.001 ? 2 : 1)}`;

/** `1,234,567` */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
