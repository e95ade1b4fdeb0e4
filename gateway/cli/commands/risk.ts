import { Option } from 'commander';
import type { Declare } from '../command.ts';
import { languages } from '../risk/words.ts';
import { configOption } from './config-option.ts';
import { wholeNumber } from './whole-number.ts';

const more = `
It reads the stores as that view would, page by page, and keeps nothing of a value but a mark under a key that it throws
away. Nothing of a row is printed or stored. It needs no keys and writes no record; an embedded database must not be
served meanwhile. The last measurement lies in the data folder, where \`scrim check\` holds it against \`risk\` of the policy.

Examples:
  scrim risk --as partner-borealis --purpose market-research
  scrim risk --as role=analyst --purpose analytics --entity Customer --html risk.html
  scrim risk --as partner=borealis --purpose market-research --population 1400000000
  scrim risk --as analyst --purpose analytics --sample 20000 --json
`;

interface Options {
  readonly as: string;
  readonly purpose: string;
  readonly entity?: string;
  readonly sample?: number;
  readonly population?: number;
  readonly html?: string;
  readonly lang: (typeof languages)[number];
  readonly config: string;
  readonly json?: true;
}

export const risk: Declare = (program, shell, ended) => {
  program
    .command('risk')
    .summary('measure how unique people are by what somebody sees')
    .description('Measures on the live stores how unique people are by what a role or a partner sees for a purpose.')
    .requiredOption('--as <who>', 'a persona (`support`, `partner-acme`), `role=NAME[,NAME]` or `partner=NAME`')
    .requiredOption('--purpose <purpose>', 'why it is read')
    .option('--entity <entity>', 'of this entity only; without it, of each that may be entered')
    .option('--sample <rows>', 'read so many rows, chosen by chance', wholeNumber)
    .option('--population <people>', 'how many people there are, of whom the view shows some', wholeNumber)
    .option('--html <file>', 'write a report with pictures')
    .addOption(new Option('--lang <language>', 'of what is printed').choices(languages).default('en'))
    .addOption(configOption())
    .option('--json', 'print one JSON document')
    .addHelpText('after', more)
    .action(async ({ json, ...options }: Options) => {
      const { runRisk } = await import('../risk.ts');
      ended(await runRisk({ ...options, json: !!json }, shell));
    });
};
