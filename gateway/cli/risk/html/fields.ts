import { percent } from '../numbers.ts';
import type { EntityRisk, FieldRisk } from '../report.ts';
import type { Words } from '../words.ts';
import { element, type Markup } from './element.ts';

const row = 30;
const left = 210;
const width = 740;
const head = 24;

/** For each field how many rows stand alone now, by it only, without it, and one step up its ladder. */
export function fieldsPicture({ fields, measures }: EntityRisk, words: Words): Markup {
  const now = left + measures.alone.share * width;
  const height = head + fields.length * row;
  const line = { x1: now, x2: now, y1: head - 6, y2: height, class: 'now' };
  return element(
    'figure',
    {},
    element('figcaption', {}, words.fields),
    element(
      'svg',
      { viewBox: `0 0 ${left + width + 40} ${height + 20}`, role: 'img', 'aria-label': words.fields },
      ...[0, 0.5, 1].flatMap((share) => scale(share, height)),
      element('line', line),
      element(
        'text',
        { x: now, y: 12, 'text-anchor': measures.alone.share > 0.8 ? 'end' : 'middle', class: 'now' },
        `${words.together} ${percent(measures.alone.share)}`,
      ),
      ...fields.flatMap((field, at) => fieldRow(field, head + at * row + row / 2, now)),
    ),
    element(
      'p',
      { class: 'keys' },
      element('span', { class: 'key only' }, words.only),
      element('span', { class: 'key without' }, words.without),
      element('span', { class: 'key step' }, words.step),
    ),
  );
}

const scale = (share: number, height: number): readonly Markup[] => {
  const x = left + share * width;
  return [
    element('line', { x1: x, x2: x, y1: head, y2: height, class: 'grid' }),
    element('text', { x, y: height + 14, 'text-anchor': 'middle', class: 'small' }, `${share * 100} %`),
  ];
};

function fieldRow({ field, only, without, step }: FieldRisk, y: number, now: number): readonly Markup[] {
  const at = (share: number): number => left + share * width;
  const name = field.length > 26 ? `…${field.slice(-25)}` : field;
  return [
    element('text', { x: left - 12, y: y + 4, 'text-anchor': 'end' }, name, element('title', {}, field)),
    element('circle', { cx: at(only.alone), cy: y, r: 4, class: 'only' }),
    element('line', { x1: at(without.alone), x2: now, y1: y, y2: y, class: 'way' }),
    ...(step.measured
      ? [element('rect', { x: at(step.alone) - 5, y: y - 5, width: 10, height: 10, class: 'step' })]
      : []),
    element('circle', { cx: at(without.alone), cy: y, r: 4, class: 'without' }),
  ];
}
