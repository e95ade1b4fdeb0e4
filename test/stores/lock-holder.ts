import { lockFolder } from '../../gateway/stores/lock.ts';

// A process of its own that takes a folder, says how that went, and stays.
const [folder = '', since = ''] = process.argv.slice(2);
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
try {
  lockFolder(folder, { pid: process.pid, since });
  say('held');
  setInterval(() => undefined, 1000);
} catch (error) {
  say((error as Error).message);
}
