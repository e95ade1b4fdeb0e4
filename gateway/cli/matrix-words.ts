import { beginOf, endOf } from '../../plugins/partners/standing.ts';
import { restrictionKey } from '../../schema/terms/restriction.ts';
import type { Cell } from '../matrix/cells.ts';
import type { Holder } from '../matrix/holders.ts';
import { rowsInWords } from './explain/rows-in-words.ts';

/** Who, in words: ``role `support` ``, ``agreement `acme-delivery` of `acme` ``. */
export const holderInWords = (holder: Holder): string =>
  holder.kind === 'role' ? `role \`${holder.name}\`` : `agreement \`${holder.name}\` of \`${holder.partner}\``;

/** Why a holder gives nothing at this moment; nothing where it does. @param now seconds since 1970 */
export function whyNotInForce(holder: Holder, now: number): string | undefined {
  if (holder.kind === 'role') return undefined;
  if (now >= endOf(holder)) return `ended on ${holder.until}`;
  if (holder.suspended) return 'is suspended';
  return now < beginOf(holder) ? `begins on ${holder.from}` : undefined;
}

/** ``reduced by `keep-last(4)` ``; where nothing or everything is taken away the disclosure says it all. */
export const inTechnique = (disclosure: string, technique: string | undefined): string =>
  technique === undefined || technique === 'clear' || technique === 'withhold'
    ? disclosure
    : `${disclosure} by \`${technique}\``;

/** How a field is seen, row by row where that differs: ``clear on rows where …; withheld on every other row``. */
export function outcomeInWords({ cases, rows }: Pick<Cell, 'cases' | 'rows'>): string {
  const [first] = cases;
  if (!first) return 'not at all';
  if (first.when.kind === 'all') return inTechnique(first.disclosure, first.technique);
  const said = cases.map(({ disclosure, technique, when }, at) => {
    const rest = when.kind === 'all' || restrictionKey(when) === restrictionKey(rows);
    const where = at > 0 && rest ? 'every other row' : `${at > 0 ? 'other ' : ''}${rowsInWords(when)}`;
    return `${inTechnique(disclosure, technique)} on ${where}`;
  });
  const whole = cases.at(-1)?.when.kind === 'all';
  return [...said, ...(whole ? [] : ['null on every other row'])].join('; ');
}
