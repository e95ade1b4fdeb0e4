import { readArguments } from './arguments.ts';
import { contestants } from './contestants.ts';
import { openDatabase } from './data/database.ts';
import { installPeers } from './install.ts';
import { loadNow, machineOf } from './machine.ts';
import { measures } from './measures/index.ts';
import { runRace } from './measures/race.ts';
import { measureSoak } from './measures/soak.ts';
import { writeChart, writeSection } from './report/document.ts';
import { raceInBars, raceInWords } from './report/race.ts';
import type { SectionName } from './report/sections.ts';

/** `npm run bench`. Progress goes to the standard error, results to the standard output and to `docs/performance.md`. */
const asked = readArguments(process.argv.slice(2));
const address = process.env['BENCH_POSTGRES'] || 'postgres://postgres@127.0.0.1:5432/postgres';
const progress = (text: string): void => void process.stderr.write(`bench: ${text}\n`);
const load = loadNow();
if (load > 0.5) progress(`the machine is busy with something else (load ${load.toFixed(1)}): what comes out is rough`);

if (asked.race && asked.peers.some((name) => contestants[name].peer)) installPeers(progress);
const database = await openDatabase({ address, customers: asked.customers, progress });
const machine = machineOf(database.server);
const options = { database, rounds: asked.rounds, seconds: asked.seconds, progress };

const told = (name: SectionName, text: string): void => {
  process.stdout.write(`${text}\n\n`);
  if (asked.write) writeSection(name, { machine, day: new Date().toISOString().slice(0, 10), load }, text);
};

if (asked.race) {
  const raced = await runRace({ ...asked, ...options, samples: asked.quick ? 3 : 20, short: asked.quick });
  if (asked.json) process.stdout.write(`${JSON.stringify({ machine, results: raced.results })}\n`);
  else told('race', raceInWords(raced));
  if (asked.write) writeChart('performance.svg', raceInBars(raced));
}
for (const name of asked.measures) {
  progress(`measuring: ${name}`);
  told(name, await measures[name](options));
}
if (asked.soak !== undefined) told('soak', await measureSoak(options, asked.soak));
