import type { Span } from './span.ts';

/** RFC 5321 section 4.5.3.1. Looking no further keeps the cost linear, whatever the text. */
const longestLocal = 64;
const longestDomain = 253;

const ownName = /[a-z0-9!#$%&'*+/=?^_`{|}~.-]+ ?$/;
const anyName = /[\p{L}\p{N}._%+-]+ ?$/u;
const ownDomain = /^ ?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+/;
const anyDomain = /^ ?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.[\p{L}][\p{L}\p{N}-]+/u;

/** Every `@` with something like a name before it and a domain behind it; Chinese text around ASCII addresses stays. */
export function findEmails(text: string): readonly Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const before = text.slice(Math.max(spans.at(-1)?.end ?? 0, at - longestLocal - 1), at);
    const after = text.slice(at + 1, at + 2 + longestDomain);
    const name = ending(before, ownName) ?? ending(before, anyName);
    const domain = ownDomain.exec(after) ?? anyDomain.exec(after);
    if (name !== undefined && domain) spans.push({ start: at - name, end: at + 1 + domain[0].length, kind: 'email' });
  }
  return spans;
}

/** How long the end of the text is that fits. */
const ending = (text: string, pattern: RegExp): number | undefined => pattern.exec(text)?.[0].length;
