// Appends under load until it is killed, and prints the receipt of every entry that it was told to be durable.
import { writeSync } from 'node:fs';
import { ledgerSettings, openLedger } from '../../gateway/ledger/open.ts';
import { referencer } from '../../gateway/ledger/references.ts';
import { entry } from './ledger-entries.ts';

const settings = ledgerSettings.parse(JSON.parse(process.argv[2] ?? ''));
const onFault = (fault: object): void => void writeSync(2, `${JSON.stringify(fault)}\n`);
const { ledger, index } = await openLedger(settings, { data: '.', base: '.', onFault });
// Rounds as small and as often as can be, so that a kill falls into one.
referencer({
  index,
  onFault,
  open: (subjects) => subjects.split(','),
  references: (keys) => keys.map((key) => `ref-${key}`),
  batch: 3,
  pause: 1,
});

const caller = async (name: number): Promise<void> => {
  for (let count = 0; ; count += 1) {
    const each = entry({ subjects: `${name},shared-${count % 5}` });
    await ledger.append(each);
    writeSync(1, `${each.receipt} ${name}\n`);
  }
};
await Promise.all(Array.from({ length: 16 }, (_, name) => caller(name)));
