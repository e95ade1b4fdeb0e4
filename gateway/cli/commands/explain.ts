import { Option } from 'commander';
import { uses } from '../../../schema/terms/field.ts';
import type { Declare } from '../command.ts';
import { configOption } from './config-option.ts';
import { nameList } from './name-list.ts';

const more = `
It needs the catalogue and the policy, and neither stores, ledger nor keys. Examples are invented values under a key
that is made for them: nothing of it is ever live.

Examples:
  scrim explain Customer.phone --as support --purpose customer-support
  scrim explain Customer.phone --as support,analyst --purpose analytics --use filter.equal
  scrim explain Order.total --as fraud --purpose fraud-investigation --json
`;

interface Options {
  readonly as?: readonly string[];
  readonly partner?: string;
  readonly purpose: string;
  readonly use: (typeof uses)[number];
  readonly config: string;
  readonly json?: true;
}

export const explain: Declare = (program, shell, ended) => {
  program
    .command('explain')
    .summary('say why somebody sees a field as they do')
    .description('Says how somebody sees a field for a purpose, and why: votes, grants, verdict, rows and an example.')
    .argument('<coordinate>', 'a field of the catalogue: Customer.phone')
    .option('--as <roles>', 'one role, or several with commas between them', nameList)
    .option('--partner <partner>', 'the partner whose agreement counts')
    .requiredOption('--purpose <purpose>', 'why it is read')
    .addOption(new Option('--use <use>', 'what is done with the field').choices(uses).default('select'))
    .addOption(configOption())
    .option('--json', 'print one JSON document')
    .addHelpText('after', more)
    .action(async (coordinate: string, { as: roles = [], json, ...options }: Options) => {
      const { runExplain } = await import('../explain.ts');
      ended(await runExplain({ coordinate, roles, json: !!json, ...options }, shell));
    });
};
