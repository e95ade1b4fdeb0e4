import type { Span } from './find-spans.ts';
import { kinds } from './kinds.ts';

/** How far around a span its language is looked for: beyond, the text is another sentence. */
const reach = 40;
const letter = /\p{L}/u;
const han = /\p{Script=Han}/u;

/** What a span is called in the language around it: that of the last letter before it, else of the first one behind it. */
export function wordFor(text: string, { kind, start, end }: Span): string {
  const before = text.slice(Math.max(0, start - reach), start);
  const near = [...before].findLast((character) => letter.test(character)) ?? firstLetter(text.slice(end, end + reach));
  const chinese = han.test(near ?? text.slice(start, end));
  return kinds[kind][chinese ? 'chinese' : 'english'];
}

const firstLetter = (text: string): string | undefined => [...text].find((character) => letter.test(character));
