import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../machine.ts';
import { type SectionName, sections } from './sections.ts';

const docs = join(import.meta.dirname, '../../../docs');
export const performancePage = join(docs, 'performance.md');

const opening = (name: string): string => `<!-- measured: ${name} -->`;
const closing = '<!-- end -->';

/** Where and when something was measured. */
export interface When {
  readonly machine: Machine;
  /** `2026-11-22` */
  readonly day: string;
  /** The machine's load average before. */
  readonly load: number;
}

/** Puts what was measured into `docs/performance.md`; the other sections stay as they were measured before. */
export function writeSection(name: SectionName, when: When, body: string, file = performancePage): void {
  const known = existsSync(file) ? sectionsIn(readFileSync(file, 'utf8')) : new Map<string, string>();
  const measured = `${opening(name)}\n## ${sections[name]}\n\n${machineLine(when)}\n\n${body.trim()}\n${closing}\n`;
  const all = new Map([...known, [name, measured]]);
  const ordered = Object.keys(sections).flatMap((one) => all.get(one) ?? []);
  writeFileSync(file, `${head}\n${ordered.join('\n')}`);
}

export function writeChart(name: string, svg: string): void {
  writeFileSync(join(docs, name), svg);
}

function sectionsIn(text: string): Map<string, string> {
  const found = text.matchAll(/<!-- measured: (\w+) -->\n[\s\S]*?<!-- end -->\n/g);
  return new Map([...found].map(([whole, name = '']) => [name, whole]));
}

const machineLine = ({ machine: { cpu, cores, memory, node, postgres }, day, load }: When): string =>
  `*${cpu}, ${cores} cores, ${memory} GiB · Node ${node} · PostgreSQL ${postgres} · ${day}, load ${load.toFixed(1)} before it began*`;

const head = `# Performance

Written by \`npm run bench\`, which builds a PostgreSQL of 100,000 invented customers, 500,000 orders and 1,500,000 items,
starts every contestant in a process of its own and asks them all the same, over connections that stay open. Before anything is
timed, every answer is compared with the data itself.

\`\`\`sh
npm run bench                # the race: everything below "The race"
npm run bench -- --quick     # under a minute, writes nothing
npm run bench -- --help      # what else can be measured, and how
\`\`\`

Server, PostgreSQL and load share the cores of one machine, so read ratios and processor time; answers per second say how busy
the machine was. In each round everybody runs once, one after the other, and a ratio is of one round; what stands here are medians
of the rounds. Differences under a fifth are noise. Processor time is that of the server's process alone, with what it does for an
answer after it has left. [Where the time goes](profile.md) takes a small answer apart.
`;
