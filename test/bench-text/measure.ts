import { findSpans, type Span } from '../../plugins/masking/redaction/find-spans.ts';
import type { Labelled, Sentence } from './sentences.ts';

/** How much of one type was found: all of its letters and digits, whatever it was taken for. */
export interface Recall {
  readonly found: number;
  readonly of: number;
  /** What was found under its own type. */
  readonly named: number;
}

export interface Measured {
  readonly recall: Readonly<Record<string, Recall>>;
  /** Of the spans found, how many touch something that is labelled. */
  readonly precision: Readonly<Record<string, { readonly right: number; readonly of: number }>>;
  /** Sentences without anything personal, and how many of them were touched. */
  readonly clean: { readonly touched: number; readonly of: number };
  readonly missed: readonly Miss[];
  readonly wrong: readonly Miss[];
}

export interface Miss {
  readonly text: string;
  readonly type: string;
  readonly value: string;
}

/** Labels that are not personal in themselves; sentences with nothing else are clean. */
const unscored = 'OTHER';

export function measure(sentences: readonly Sentence[]): Measured {
  const recall: Record<string, Recall> = {};
  const precision: Record<string, { right: number; of: number }> = {};
  const missed: Miss[] = [];
  const wrong: Miss[] = [];
  let touched = 0;
  let clean = 0;
  for (const { text, spans } of sentences) {
    const found = findSpans(text);
    const scored = spans.filter(({ type }) => type !== unscored);
    for (const label of scored) {
      const whole = isCovered(text, label, found);
      const before = recall[label.type] ?? { found: 0, of: 0, named: 0 };
      const named = found.some((span) => span.type === label.type && overlap(span, label));
      recall[label.type] = {
        found: before.found + Number(whole),
        of: before.of + 1,
        named: before.named + Number(named),
      };
      if (!whole) missed.push({ text, type: label.type, value: text.slice(label.start, label.end) });
    }
    for (const span of found) {
      const right = spans.some((label) => overlap(span, label) && label.type !== unscored);
      const row = (precision[span.type] ??= { right: 0, of: 0 });
      row.of++;
      if (right) row.right++;
      else wrong.push({ text, type: span.type, value: text.slice(span.start, span.end) });
    }
    if (scored.length === 0) {
      clean++;
      if (found.length > 0) touched++;
    }
  }
  return { recall, precision, clean: { touched, of: clean }, missed, wrong };
}

const overlap = (a: Pick<Span, 'start' | 'end'>, b: Labelled): boolean => a.start < b.end && b.start < a.end;

/** Every letter and digit of it lies in some span. */
function isCovered(text: string, { start, end }: Labelled, found: readonly Span[]): boolean {
  for (let at = start; at < end; at++) {
    if (/[\p{L}\p{N}]/u.test(text[at] ?? '') && !found.some((span) => span.start <= at && at < span.end)) return false;
  }
  return true;
}
