import { inColumns } from '../columns.ts';
import { grouped, percent, withError } from './numbers.ts';
import type { EntityRisk, RiskReport } from './report.ts';
import { notIncluded, figures, readInWords } from './told.ts';
import type { Words } from './words.ts';

const barLength = 40;

/** A report for a terminal. */
export function printRisk(report: RiskReport, words: Words): string {
  const head = `${words.title}\n${report.who} · ${report.purpose}\n`;
  return [head, ...report.entities.map((one) => entityText(one, words)), `${words.explained}\n`].join('\n');
}

function entityText(one: EntityRisk, words: Words): string {
  const title = `${one.entity} · ${readInWords(one, words)}`;
  if (one.rows === 0) return `${title}\n  ${words.nothing}\n`;
  return [
    title,
    '',
    ...inColumns(figures(one, words).map(({ value, name, meaning }) => [`  ${value}`, name, meaning])),
    '',
    `  ${words.groups}`,
    ...inColumns(
      one.measures.buckets.map((bucket) => [
        `    ${words.group(bucket.from, bucket.to)}`,
        bar(bucket.share).padEnd(barLength),
        withError(bucket),
      ]),
    ),
    '',
    `  ${words.fields}`,
    ...inColumns([
      ['', words.field, words.shown, words.only, words.without, words.step, words.stepped].map((text, at) =>
        at === 0 ? '   ' : text,
      ),
      ...one.fields.map((field) => [
        '   ',
        field.field,
        field.technique,
        percent(field.only.alone),
        percent(field.without.alone),
        field.step.technique,
        field.step.measured ? percent(field.step.alone) : words.unmeasured,
      ]),
    ]),
    '',
    ...notes(one, words),
  ].join('\n');
}

function notes(one: EntityRisk, words: Words): readonly string[] {
  const left = notIncluded(one, words).map(({ reason, names }) => `    ${reason}: ${names.join(', ')}`);
  return [
    ...(left.length > 0 ? [`  ${words.left}`, ...left, ''] : []),
    ...(one.sample === undefined ? [] : [`  ${words.sampled}`, '']),
    ...(one.kept < 1 ? [`  ${words.kept(percent(one.kept))}`, ''] : []),
  ];
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

function bar(share: number): string {
  const parts = Math.round(share * barLength * 8);
  return '█'.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '');
}

/** How far a reading is, for people who wait. */
export const progressText = (entity: string, read: number, of: number): string =>
  `scrim: ${entity}: ${grouped(read)} of ${grouped(of)} rows\n`;
