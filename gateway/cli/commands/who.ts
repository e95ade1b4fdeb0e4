import type { Declare } from '../command.ts';
import { configOption } from './config-option.ts';

const more = `
It needs the catalogue and the policy, and neither stores, ledger nor keys. Each role and each agreement is shown alone:
together they see what they see apart.

Examples:
  scrim who Customer.phone
  scrim who Customer.phone --purpose analytics
  scrim who Customer
  scrim who Order --config ./privacy --json
`;

interface Options {
  readonly purpose?: string;
  readonly config: string;
  readonly json?: true;
}

export const who: Declare = (program, shell, ended) => {
  program
    .command('who')
    .summary('say who sees a field, for what and how')
    .description(
      'Lists every role and agreement that sees a field or an entity: purpose, disclosure, technique, uses, rows.',
    )
    .argument('<name>', 'a field (Customer.phone) or an entity (Customer) of the catalogue')
    .option('--purpose <purpose>', 'this purpose only')
    .addOption(configOption())
    .option('--json', 'print one JSON document')
    .addHelpText('after', more)
    .action(async (name: string, { json, ...options }: Options) => {
      const { runWho } = await import('../who.ts');
      ended(await runWho({ name, json: !!json, ...options }, shell));
    });
};
