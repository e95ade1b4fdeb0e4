import { readArguments } from './arguments.ts';
import { contestants } from './contestants.ts';
import { openDatabase, usualCustomers } from './data/database.ts';
import { compareAnswers, openField } from './field.ts';
import { installPeers } from './install.ts';
import { machineOf } from './machine.ts';
import { race } from './race.ts';

/** `npm run bench`: the race. Progress goes to the standard error, results to the standard output. */
const asked = readArguments(process.argv.slice(2));
const address = process.env['BENCH_POSTGRES'] || 'postgres://postgres@127.0.0.1:5432/postgres';
const progress = (text: string): void => void process.stderr.write(`bench: ${text}\n`);

if (asked.peers.some((name) => contestants[name].peer)) installPeers(progress);
const database = await openDatabase({ address, customers: usualCustomers, progress });
progress(`starting ${asked.peers.join(', ')}`);
const field = await openField(asked.peers, database);
try {
  progress('comparing answers');
  await compareAnswers(field, asked.queries, database, asked.quick ? 3 : 20);
  const results = await race(field, { ...asked, questions: asked.queries, progress });
  const machine = machineOf(database.server);
  if (asked.json) process.stdout.write(`${JSON.stringify({ machine, results })}\n`);
  else console.table(results);
} finally {
  await field.close();
}
