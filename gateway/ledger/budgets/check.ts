import { mostUnits } from '../../../plugins/anonymization/budget/units.ts';
import type { Reservation } from '../../../plugins/anonymization/port.ts';

/** A cost of nothing would be free for ever, and one below nothing would give back. @throws RangeError */
export function checkReservation({ cost, limit }: Reservation): void {
  if (cost < 1n || cost > mostUnits)
    throw new RangeError('an answer costs at least one unit, and less than everything');
  if (limit < 0n || limit > mostUnits) throw new RangeError('a budget is at least nothing, and less than everything');
}
