import type { Found } from './span.ts';

const word = '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)';
/** `five five five, oh one two, …`: as many words as the shortest telephone number has digits. */
const run = new RegExp(`(?<![a-z])${word}(?:[ ,.-]{1,2}${word}){6,}(?![a-z])`, 'g');

/** Telephone numbers said in words. */
export const findSpoken = (text: string): readonly Found[] =>
  Array.from(text.matchAll(run), ({ index, 0: match }) => ({ start: index, end: index + match.length, kind: 'phone' }));
