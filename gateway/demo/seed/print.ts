import { mariadbShopStatements } from './mariadb.ts';
import { crmStatements, seedStatements } from './seed.ts';

/** What is printed, by the first argument: both stores for one PostgreSQL, or each for its own server. */
const printed: Readonly<Record<string, () => Iterable<string>>> = {
  all: seedStatements,
  crm: crmStatements,
  'mariadb-shop': mariadbShopStatements,
};

// The SQL of the demo's invented data, for servers of one's own: `node gateway/demo/seed/print.ts | psql …`.
const statements = printed[process.argv[2] ?? 'all'];
if (!statements) throw new Error(`name one of ${Object.keys(printed).join(', ')}`);
for (const statement of statements()) process.stdout.write(`${statement.trimEnd().replace(/;?$/, ';')}\n`);
