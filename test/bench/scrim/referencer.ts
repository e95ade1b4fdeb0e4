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
  await Promise.all(made.map((one) => one.catchUp()));
}
