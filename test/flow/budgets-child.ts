// Reserves as much and as fast as it can, and prints each question that it was told to be granted.
import { writeSync } from 'node:fs';
import { fileBudgets } from '../../gateway/ledger/budgets/file.ts';
import { postgresBudgets } from '../../gateway/ledger/budgets/postgres.ts';
import { pgClient } from '../../gateway/ledger/pg-client.ts';
import { asking } from './budgets-asking.ts';

const { folder, url, schema, name, limit, ends } = JSON.parse(process.argv[2] ?? '') as Readonly<
  Record<'folder' | 'url' | 'schema' | 'name' | 'limit' | 'ends', string>
>;
const onFault = (): void => undefined;
const budgets = folder
  ? await fileBudgets({ folder, onFault, now: () => new Date() })
  : postgresBudgets({ sql: pgClient({ url, onFault }), schema, onFault });

const caller = async (number: number): Promise<void> => {
  for (let count = 0; ; count += 1) {
    const question = `${name}-${number}-${count}`;
    const reserved = await budgets.reserve(asking(question, 7n, BigInt(limit)));
    if (reserved.granted) writeSync(1, `${question}\n`);
    else if (ends) return;
  }
};
await Promise.all(Array.from({ length: 16 }, (_, number) => caller(number)));
await budgets.close();
