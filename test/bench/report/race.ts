import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contestants } from '../contestants.ts';
import type { Raced } from '../measures/race.ts';
import type { Result } from '../results.ts';
import { type Chart, chartOf } from './chart.ts';
import { mebibytes, number, table, times } from './table.ts';

/** The race in Markdown: a table for each number of connections, who they are, and what they hold. */
export function raceInWords({ results, after, resident, rounds, seconds }: Raced): string {
  const connections = [...new Set(results.map((one) => one.connections))];
  const versions = versionsOf();
  const who = Object.values(contestants)
    .filter(({ name }) => resident.has(name))
    .map(({ name, what, libraries }) => {
      const made = libraries.map((library) => `${library} ${versions[library]}`).join(', ');
      return [name, what, made, mebibytes(resident.get(name) ?? 0)];
    });
  return `${table(['who', 'what', 'made of', 'MiB resident after the race'], who)}

Of these only Scrim and Shield govern: they mask phone, e-mail and birth date and keep a record. The others answer raw values.
A cell is the ratio of answers per second to A2's in the same round · to A's · microseconds of the server's processor time for
an answer · answers per second. ${rounds} rounds of ${seconds} s each.

${connections.map((one) => `### ${one} connections\n\n${raceTable(results.filter((row) => row.connections === one))}`).join('\n\n')}

Of Scrim's processor time these microseconds come after the last answer of a round has left: what the ledger does behind the
answers. They are counted above. ${connections[0]} connections: ${after
    .filter((one) => one.connections === connections[0])
    .map(({ query, micros }) => `${query} ${number(micros)}`)
    .join(', ')}.

![Answers per second against A2, ${connections[0]} connections](performance.svg)`;
}

function versionsOf(): Readonly<Record<string, string>> {
  const file = join(import.meta.dirname, '../peers/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly dependencies: Readonly<Record<string, string>> })
    .dependencies;
}

function raceTable(results: readonly Result[]): string {
  const queries = [...new Set(results.map(({ query }) => query))];
  const peers = [...new Set(results.map(({ peer }) => peer))];
  const cell = (peer: string, query: string): string => {
    const found = results.find((one) => one.peer === peer && one.query === query);
    if (!found) return '–';
    const { ratioToA2, ratioToA, cpuMicros, rps } = found;
    return `**${times(ratioToA2)}** · ${times(ratioToA)} · ${number(cpuMicros)} · ${number(rps)}`;
  };
  return table(
    ['', ...queries],
    peers.map((peer) => [peer, ...queries.map((query) => cell(peer, query))]),
  );
}

/** Ratios to A2 at the first number of connections. */
export function raceInBars({ results }: Raced): string {
  const [connections] = results.map((one) => one.connections);
  const shown = results.filter((one) => one.connections === connections && one.ratioToA2 !== null);
  const groups = [...new Set(shown.map(({ query }) => query))].map((name): Chart['groups'][number] => ({
    name,
    bars: shown.filter(({ query }) => query === name).map(({ peer, ratioToA2 }) => [peer, ratioToA2 ?? 0]),
  }));
  return chartOf({ title: `Answers per second, A2 = 1; ${connections} connections`, groups, mark: 1, own: 'Scrim' });
}
