import { findSpans } from './find-spans.ts';
import { wordFor } from './word.ts';

/** The text with everything that names or reaches a person, as far as it can be told, replaced by what it was. */
export function redact(text: string, known: readonly string[]): string {
  const spans = findSpans(text, known);
  const parts: string[] = [];
  let at = 0;
  for (const span of spans) {
    parts.push(text.slice(at, span.start), `[${wordFor(text, span)}]`);
    at = span.end;
  }
  return parts.join('') + text.slice(at);
}
