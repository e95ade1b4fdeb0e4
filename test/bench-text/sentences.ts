import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A text, and what is personal in it. */
export interface Sentence {
  readonly text: string;
  readonly spans: readonly Labelled[];
}

export interface Labelled {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

interface Source extends Labelled {
  readonly src?: string;
}
/** What some sets leave out of the score and is personal here. */
const otherwise: Readonly<Record<string, string>> = { IP_ADDRESS: 'IP', DATE_TIME: 'DATE', DOMAIN_NAME: 'URL' };

const folder = join(import.meta.dirname, '..', 'fixtures', 'text');

/** `I am {NAME|Emma}.` → the text without braces, and where its names stand. */
export function sentenceOf(marked: string): Sentence {
  const spans: Labelled[] = [];
  let text = '';
  let at = 0;
  for (const { index, 0: whole, 1: type = '', 2: value = '' } of marked.matchAll(/\{([A-Z_]+)\|([^}]*)\}/g)) {
    text += marked.slice(at, index);
    spans.push({ type, start: text.length, end: text.length + value.length });
    text += value;
    at = index + whole.length;
  }
  return { text: text + marked.slice(at), spans };
}

/** One of the labelled sets beside the tests: `en-held-out`. */
export const sentencesOf = (name: string): readonly Sentence[] =>
  (parse(readFileSync(join(folder, `${name}.yaml`), 'utf8')) as readonly string[]).map(sentenceOf);

/** Sentences of a file with one JSON object a line: `{ text, spans: [{ type, start, end }] }`. */
export const sentencesOfLines = (path: string): readonly Sentence[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { readonly text: string; readonly spans: readonly Source[] })
    .map(({ text, spans }) => ({
      text,
      spans: spans.map((span) => ({ ...span, type: otherwise[span.src ?? ''] ?? span.type })),
    }));
