import type { Declare } from '../command.ts';
import { configOption } from './config-option.ts';

const more = `
Where somebody's ids are surrogates, rows come in a keyed order, which costs a sort of the whole table unless there is an
index. In PostgreSQL text keys want a function of your own in it: it takes no conversion of texts into an index. MariaDB
has no index on an expression: there it is a generated column, which it computes from no AUTO_INCREMENT. Each statement is
for the database of its store.

Examples:
  scrim indexes --config ./privacy --store crm | psql "$CRM_URL"
  scrim indexes --config ./privacy --store shop | mariadb shop
`;

export const indexes: Declare = (program, shell, ended) => {
  program
    .command('indexes')
    .summary('print the indexes that keyed orders want, as SQL')
    .description(
      'Prints the indexes that rows in a keyed order want, with the salts of their recipients: they are secret.',
    )
    .addOption(configOption())
    .option('--store <name>', 'of this store only')
    .addHelpText('after', more)
    .action(async (options: { config: string; store?: string }) => {
      const { runIndexes } = await import('../indexes.ts');
      ended(await runIndexes(options, shell));
    });
};
