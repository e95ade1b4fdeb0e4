import type { Classified } from '../../../plugins/classification/discover/facts.ts';

/** What is told of a column. Whether somebody has to look is told by how sure it is. */
export const toldOf = ({ review: _, ...told }: Classified): Omit<Classified, 'review'> => told;

/** One array, an object a line: what each column is. */
export const jsonOf = (classified: readonly Classified[]): string =>
  classified.length === 0 ? '[]\n' : `[\n${classified.map((one) => JSON.stringify(toldOf(one))).join(',\n')}\n]\n`;
