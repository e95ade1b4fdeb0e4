import { ceilingOf, floorOf, type Fraction, fraction, times } from '../noise/fraction.ts';

/** A unit of a budget is 10^-12 ρ. */
const unitsInRho = fraction(10n ** 12n);

/** The largest amount: what fits a `bigint` of a database twice. */
export const mostUnits = 2n ** 62n;

/** What an answer costs, never less than it does. @throws RangeError where it is nothing, or beyond all budgets */
export function costUnits(rho: Fraction): bigint {
  const units = ceilingOf(times(rho, unitsInRho));
  if (units < 1n || units > mostUnits)
    throw new RangeError('an answer costs more than nothing and less than everything');
  return units;
}

/** What may be spent, never more than was said. */
export const limitUnits = (rho: Fraction): bigint => {
  const units = floorOf(times(rho, unitsInRho));
  return units < 0n ? 0n : units > mostUnits ? mostUnits : units;
};

/** An amount as ρ, to be told. */
export const rhoOf = (units: bigint): number => Number(units) / 1e12;
