import { kinds } from './redaction/kinds.ts';

const words = Object.values(kinds).flatMap(({ english, chinese }) => [english, chinese]);

/** Marks that stand for what is hidden, as masks write them here and elsewhere. */
const marks = '*＊•●✱█';

const masks: readonly RegExp[] = [
  new RegExp(`[${marks}]{3}`),
  // 138xxxx1234, and 王* or 欧阳** as names are often written.
  /\d[xX]{3,}\d/,
  new RegExp(`^\\p{Script=Han}{1,4}[${marks}]{1,2}$`, 'u'),
  new RegExp(`\\[(?:${words.join('|')})\\]`),
];

/** Whether a text can only be had from an answer: something in it stands for what was hidden. */
export const looksMasked = (text: string): boolean => masks.some((mask) => mask.test(text));
