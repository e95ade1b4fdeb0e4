import type { Kind } from './kinds.ts';

/** A part of the folded text that is to go, and what it is. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
}

/** What stands in a struck place: no finder knows it, and nothing joins across it. */
export const struck = '\ue000';

/** The text with the spans struck out: as long as before, and nothing that could join what stands around them. */
export function strike(text: string, spans: readonly Pick<Found, 'start' | 'end'>[]): string {
  if (spans.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, Math.max(at, start)), struck.repeat(Math.max(0, end - Math.max(at, start))));
    at = Math.max(at, end);
  }
  return parts.join('') + text.slice(at);
}

/** Sorted and without overlaps: of spans that overlap the longest says what they are. */
export function joined(spans: readonly Found[]): readonly Found[] {
  const result: (Found & { readonly longest: number })[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    const length = span.end - span.start;
    if (!last || span.start >= last.end) result.push({ ...span, longest: length });
    else {
      const kind = length > last.longest ? span.kind : last.kind;
      const longest = Math.max(length, last.longest);
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end), kind, longest };
    }
  }
  return result;
}
