import type { Classified } from '../../../plugins/classification/discover/facts.ts';
import type { Examined } from '../../discover/examine.ts';

/** How much was found, and what could not be looked at. Names of tables are quoted: they can hold anything. */
export function summaryOf({ tables, closed, unsampled }: Examined, classified: readonly Classified[]): string {
  if (tables.length === 0)
    return `scrim: there is no table that this account may read${closed.length > 0 ? `: ${named(closed)} are closed to it` : ''}\n`;
  const personal = classified.filter((one) => one.pii).length;
  const review = classified.filter((one) => one.review).length;
  const lines = [
    `${tables.length} tables and views, ${classified.length} columns: ${personal} with personal data, ${review} for somebody to look at`,
    ...(closed.length > 0 ? [`left out, for this account may not read them: ${named(closed)}`] : []),
    ...(unsampled.length > 0 ? [`no values could be read in time of: ${named(unsampled)}`] : []),
  ];
  return lines.map((line) => `scrim: ${line}\n`).join('');
}

/** So many are named; the others are counted. */
const most = 12;

/** Names, quoted, and how many more there are. */
export const named = (tables: readonly string[]): string =>
  tables
    .slice(0, most)
    .map((table) => JSON.stringify(table))
    .join(', ') + (tables.length > most ? ` and ${tables.length - most} more` : '');
