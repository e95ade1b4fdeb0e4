import type { Found } from './span.ts';

/** RFC 5321 section 4.5.3.1. Looking no further keeps the cost linear, whatever the text. */
const longestLocal = 64;
const longestDomain = 253;

const ownName = /[a-z0-9!#$%&'*+/=?^_`{|}~.-]+ ?$/;
const anyName = /[\p{L}\p{N}._%+-]+ ?$/u;
const ownDomain = /^ ?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+/;
const anyDomain = /^ ?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.[\p{L}][\p{L}\p{N}-]+/u;

/** `emma (at) example (dot) com`, `emma at example dot com`: words for signs, in an address of few labels. */
const spelled =
  /(?<![a-z0-9._-])[a-z0-9][a-z0-9._+-]{0,63}(?: ?[([{] ?(?:at|@|艾特) ?[)\]}] ?| at (?=[a-z0-9-]{2,40} dot )|艾特)[a-z0-9-]{1,40}(?:(?: ?[([{]? ?(?:dot|点) ?[)\]}]? ?|\.)[a-z0-9-]{2,20}){1,3}/g;

/** Every `@` with something like a name before it and a domain behind it; Chinese text around ASCII addresses stays. */
export function findEmails(text: string): readonly Found[] {
  const spans: Found[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const before = text.slice(Math.max(spans.at(-1)?.end ?? 0, at - longestLocal - 1), at);
    const after = text.slice(at + 1, at + 2 + longestDomain);
    const name = ending(before, ownName) ?? ending(before, anyName);
    const domain = ownDomain.exec(after) ?? anyDomain.exec(after);
    if (name !== undefined && domain) spans.push({ start: at - name, end: at + 1 + domain[0].length, kind: 'email' });
  }
  const words = Array.from(
    text.matchAll(spelled),
    ({ index, 0: match }): Found => ({ start: index, end: index + match.length, kind: 'email' }),
  );
  return [...spans, ...words];
}

/** How long the end of the text is that fits. */
const ending = (text: string, pattern: RegExp): number | undefined => pattern.exec(text)?.[0].length;
