import type { Declare } from '../command.ts';
import { configOption } from './config-option.ts';

const more = `
It reads gateway.yaml, catalogue.yaml and policy.yaml and needs neither stores nor keys. With --stores it also asks the
stores whether tables, columns and types are there as the catalogue says, and whether their accounts can only read.
Errors end it with 1.

Examples:
  scrim check
  scrim check --config ./privacy --strict
  scrim check --config ./privacy --stores
  scrim check --json | jq '.findings[].message'
`;

export const check: Declare = (program, shell, ended) => {
  program
    .command('check')
    .summary('say what is wrong with a configuration')
    .description('Says what is wrong or unwise in a configuration folder, with file, line and column.')
    .addOption(configOption())
    .option('--strict', 'end with 1 for warnings too')
    .option('--stores', 'ask the stores too; nothing of a row is read')
    .option('--json', 'print one JSON document')
    .addHelpText('after', more)
    .action(async (options: { config: string; strict?: true; json?: true; stores?: true }) => {
      const { runCheck } = await import('../check.ts');
      const { config, strict = false, json = false, stores = false } = options;
      ended(await runCheck({ config, strict, json, stores }, shell));
    });
};
