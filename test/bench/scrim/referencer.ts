export { LARGE } from '../../../gateway/ledger/references.ts';
import { referencer as original, type Referencer, type ReferencerOptions } from '../../../gateway/ledger/references.ts';

const made: Referencer[] = [];

/** The product's own, remembered: what it does behind the requests' back is part of their cost. */
export function referencer(options: ReferencerOptions): Referencer {
  const one = original(options);
  made.push(one);
  return one;
}

/** Resolves when nothing of what was answered so far is left to do. */
export async function settled(): Promise<void> {
  if (made.length === 0)
    throw new Error('the gateway derives its references elsewhere now: the race would not count them');
  await Promise.all(made.map((one) => one.catchUp()));
}
