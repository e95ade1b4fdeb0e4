import type { Classified } from '../../../plugins/classification/discover/facts.ts';

/** One array, an object a line: what each column is. */
export const jsonOf = (classified: readonly Classified[]): string =>
  classified.length === 0 ? '[]\n' : `[\n${classified.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`;
