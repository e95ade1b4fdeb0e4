import type { Declare } from '../command.ts';
import { configOption } from './config-option.ts';
import { nameList } from './name-list.ts';

const more = `
It is what introspection answers them, whatever purpose they declare. What they may never use is not in it.

Examples:
  scrim schema --as support
  scrim schema --as support,analyst
  scrim schema --as partner-acme
  scrim schema --partner acme --config ./privacy > acme.graphql
`;

interface Options {
  readonly as?: readonly string[];
  readonly partner?: string;
  readonly config: string;
}

export const schema: Declare = (program, shell, ended) => {
  program
    .command('schema')
    .summary('print the GraphQL schema that somebody sees')
    .description('Prints the GraphQL schema exactly as somebody sees it, in the schema definition language.')
    .option('--as <names>', 'a role or a persona of the demo, or several with commas between them', nameList)
    .option('--partner <partner>', 'the partner whose agreements count')
    .addOption(configOption())
    .addHelpText('after', more)
    .action(async ({ as: names = [], ...options }: Options) => {
      const { runSchema } = await import('../schema.ts');
      ended(await runSchema({ names, ...options }, shell));
    });
};
