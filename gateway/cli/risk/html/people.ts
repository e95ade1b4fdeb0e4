import type { Measures } from '../../../../plugins/risk/measures.ts';
import { percent } from '../numbers.ts';
import type { Words } from '../words.ts';
import { element, type Markup } from './element.ts';

const side = 10;
const step = 24;

/** A hundred heads, of which as many are red as rows stand alone, and orange as fewer than eleven people share. */
export function peoplePicture({ alone, belowEleven }: Measures, words: Words): Markup {
  const red = headsOf(alone.share);
  const orange = Math.max(red, headsOf(belowEleven.share));
  const heads = Array.from({ length: side * side }, (_, at) => {
    const shade = at < red ? 'alone' : at < orange ? 'few' : 'many';
    return head((at % side) * step, Math.floor(at / side) * step, shade);
  });
  const label = `${words.alone}: ${percent(alone.share)}; k < 11: ${percent(belowEleven.share)}`;
  const size = side * step;
  return element(
    'figure',
    { class: 'people' },
    element('svg', { viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': label }, ...heads),
    element(
      'figcaption',
      {},
      ...(['alone', 'few', 'many'] as const).map((shade) =>
        element('span', { class: `key ${shade}` }, { alone: 'k = 1', few: 'k < 11', many: 'k ≥ 11' }[shade]),
      ),
    ),
  );
}

/** Somebody is never rounded away, nor are all. */
const headsOf = (share: number): number =>
  share <= 0 ? 0 : share >= 1 ? side * side : Math.min(side * side - 1, Math.max(1, Math.round(share * side * side)));

const head = (x: number, y: number, shade: string): Markup =>
  element(
    'g',
    { class: shade, transform: `translate(${x + step / 2} ${y})` },
    element('circle', { cx: 0, cy: 6, r: 4 }),
    element('path', { d: 'M-7 20 a7 7.5 0 0 1 14 0 z' }),
  );
