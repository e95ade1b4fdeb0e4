import type { NoisyAggregate } from '../../../schema/terms/noise.ts';
import { stepsOf } from './numbers.ts';

/** The declared range of a field, in whole steps as text. */
export function rangesIn({ ranges }: NoisyAggregate, field: string) {
  const range = ranges[field] ?? { from: 0, to: 0, places: 0 };
  const { least, most } = stepsOf(range);
  return { least: String(least), most: String(most), places: range.places };
}
