import type { Part, Seen } from '../../matrix/compare.ts';
import type { Change } from '../../matrix/diff.ts';
import { rowsInWords } from '../explain/rows-in-words.ts';
import { outcomeInWords } from '../matrix-words.ts';

/** What a change does, in words, without where. */
export const changeInWords = (change: Change): string =>
  change.parts
    .map((part) => partInWords(part, change.kind))
    .filter((words) => words !== '')
    .join('; ');

type Kind = Change['kind'];

function partInWords(part: Part, kind: Kind): string {
  switch (part.of) {
    case 'outcome':
      return outcomePart(part, kind);
    case 'rows':
      return `${labels[part.aspect] ?? part.aspect}${both(kind, rowsInWords(part.from), rowsInWords(part.to))}`;
    case 'names':
      return namesPart(part, kind);
    case 'text':
      return `${part.aspect}: ${both(kind, part.from ?? 'none', part.to ?? 'none')}`;
  }
}

/** How a change of rows begins. */
const labels: Readonly<Record<string, string>> = { rows: 'rows: ', lookup: 'looked up on ', counted: 'counted on ' };

/** What is new has only a now, and what is gone only a before. */
const both = (kind: Kind, from: string, to: string): string =>
  kind === 'adds' ? to : kind === 'removes' ? from : `${from} → ${to}`;

function namesPart({ aspect, gained, lost }: Extract<Part, { of: 'names' }>, kind: Kind): string {
  if (kind === 'adds' || kind === 'removes')
    return aspect === 'uses' ? '' : `${aspect} ${[...gained, ...lost].join(', ')}`;
  const said = [
    gained.length > 0 ? `gains ${gained.join(', ')}` : '',
    lost.length > 0 ? `loses ${lost.join(', ')}` : '',
  ];
  return `${aspect}: ${said.filter((one) => one !== '').join(', ')}`;
}

/** Where what is shown stays the same only the rows are said. */
function outcomePart({ from, to }: Extract<Part, { of: 'outcome' }>, kind: Kind): string {
  const [before, after] = [outcomeInWords(from), outcomeInWords(to)];
  if (kind !== 'adds' && kind !== 'removes' && before === after)
    return `${before} on ${rowsInWords(from.rows)} → ${rowsInWords(to.rows)}`;
  return both(kind, seenInWords(from), seenInWords(to));
}

const seenInWords = (seen: Seen): string =>
  seen.rows.kind === 'any' ? `${outcomeInWords(seen)}, of ${rowsInWords(seen.rows)}` : outcomeInWords(seen);
