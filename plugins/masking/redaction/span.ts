import type { Folded } from './fold.ts';

export const kinds = ['email', 'phone', 'id', 'card', 'ip', 'name', 'redacted'] as const;
export type Kind = (typeof kinds)[number];

/** A part of the folded text that is to go, and what it is. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
}

/** The folded text with the spans struck out: as long as before, and nothing that could join what stands around them. */
export function strike(text: string, spans: readonly Pick<Span, 'start' | 'end'>[]): string {
  if (spans.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, Math.max(at, start)), '\n'.repeat(Math.max(0, end - Math.max(at, start))));
    at = Math.max(at, end);
  }
  return parts.join('') + text.slice(at);
}

/** The original with `[kind]` in the place of every span; of spans that overlap the longest says what they are. */
export function replaceSpans(original: string, { origin }: Folded, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, kind } of joined(spans)) {
    const from = origin[start] ?? 0;
    parts.push(original.slice(at, Math.max(at, from)), `[${kind}]`);
    at = Math.max(at, behind(origin, end));
  }
  return parts.join('') + original.slice(at);
}

/** Where the original goes on: behind the whole character that the last unit comes from, and the marks on it. */
function behind(origin: readonly number[], end: number): number {
  let next = end;
  while (next < origin.length - 1 && origin[next] === origin[end - 1]) next++;
  return origin[next] ?? 0;
}

function joined(spans: readonly Span[]): readonly Span[] {
  const result: (Span & { readonly longest: number })[] = [];
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
