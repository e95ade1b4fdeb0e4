import { inColumns } from '../columns.ts';
import { holderInWords } from '../matrix-words.ts';
import { figuresInWords } from './figures.ts';
import type { WhoCell, WhoReport, WhoView } from './report.ts';

const letters: Readonly<Record<string, string>> = { clear: 'c', reduced: 'r', replaced: 'p', withheld: 'w' };

/** Who sees an entity: a table of its fields by role or agreement and purpose, and below it which rows. */
export function printWhoEntity({ asked, fields, views, figures }: WhoReport): string {
  const told = figures.map((one) => `in figures only: ${figuresInWords(one)}`);
  if (views.length === 0)
    return `${[...told, `${asked}: nobody ${told.length > 0 ? 'else ' : ''}sees anything of it`].join('\n')}\n`;
  const table = [
    ['', ...views.map(({ holder }) => holder.name)],
    [asked, ...views.map(({ purpose }) => purpose)],
    ...fields.map(({ coordinate }) => [
      coordinate.slice(asked.length + 1),
      ...views.map((view) => letterOf(view, coordinate)),
    ]),
  ];
  return [
    ...inColumns(table),
    '',
    'c clear, r reduced, p replaced, w withheld, – not given; c/w: it differs from row to row',
    '',
    ...views.flatMap(notesOf),
    ...told,
    '',
  ].join('\n');
}

function letterOf({ cells }: WhoView, coordinate: string): string {
  const cases = cells.find((cell) => cell.coordinate === coordinate)?.cases ?? [];
  const covered = cases.at(-1)?.when.kind === 'all';
  return [...cases.map(letter), ...(covered ? [] : ['–'])].join('/');
}

const letter = ({ disclosure, technique }: WhoCell['cases'][number]): string => {
  const named = disclosure === 'reduced' || disclosure === 'replaced';
  return [letters[disclosure] ?? '?', ...(named ? [technique] : [])].join(' ');
};

function notesOf({ holder, purpose, rows, roots, counted, cells, notInForce }: WhoView): readonly string[] {
  const looked = cells.filter(({ lookup }) => lookup.kind !== 'none').map(({ coordinate }) => coordinate);
  const entered =
    roots.length > 0 ? `entered at ${roots.map((root) => `\`${root}\``).join(', ')}` : 'through relations only';
  return [
    `${holderInWords(holder)} for \`${purpose}\`${notInForce === undefined ? '' : `, which ${notInForce}`}`,
    `  ${[rows.words, entered, counted.kind === 'none' ? 'not counted' : 'counted'].join('; ')}`,
    ...(looked.length > 0 ? [`  looked up by ${looked.join(', ')}`] : []),
  ];
}
