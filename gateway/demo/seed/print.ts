import { seedStatements } from './seed.ts';

// The SQL of the demo's invented data, for a PostgreSQL of one's own: `node gateway/demo/seed/print.ts | psql …`.
for (const statement of seedStatements()) process.stdout.write(`${statement.trimEnd().replace(/;?$/, ';')}\n`);
