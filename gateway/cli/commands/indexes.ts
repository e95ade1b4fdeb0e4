import type { Declare } from '../command.ts';
import { configOption } from './config-option.ts';

const more = `
Where somebody's ids are surrogates, rows come in a keyed order, which costs a sort of the whole table unless there is an
index. Text keys want a function of your own in it: PostgreSQL takes no conversion of texts into an index.

Examples:
  scrim indexes --config ./privacy | psql "$CRM_URL"
`;

export const indexes: Declare = (program, shell, ended) => {
  program
    .command('indexes')
    .summary('print the indexes that keyed orders want, as SQL')
    .description(
      'Prints the indexes that rows in a keyed order want, with the salts of their recipients: they are secret.',
    )
    .addOption(configOption())
    .addHelpText('after', more)
    .action(async (options: { config: string }) => {
      const { runIndexes } = await import('../indexes.ts');
      ended(await runIndexes(options, shell));
    });
};
