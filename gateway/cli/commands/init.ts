import { InvalidArgumentError, Option } from 'commander';
import type { Declare } from '../command.ts';
import { isStoreName } from '../init/store-address.ts';
import { type Language, languages } from '../init/words.ts';
import { seconds, wholeNumber } from './whole-number.ts';

const more = `
It reads the store as \`scrim discover\` does, and writes catalogue.yaml, policy.yaml and gateway.yaml: a role that serves
customers, one that counts, one that audits; what discovery is unsure of stays closed. Then it checks them, and says how to
start. In a terminal it asks; with --yes, or in a script, it takes what is usual.

Examples:
  scrim init postgres://reader@127.0.0.1/crm
  scrim init env:CRM_URL --out ./privacy --yes      the address, with its password, from the environment
  scrim init env:SHOP_URL --name shop --lang zh
`;

export const init: Declare = (program, shell, ended) => {
  program
    .command('init')
    .summary('set up a gateway before a store of your own')
    .description('Discovers a store, writes a configuration to start from, checks it, and says how to go on.')
    .argument(
      '<url>',
      'postgres://NAME@HOST/DATABASE, mariadb://…, mysql://…, env:NAME for one in the environment, or a description of an API (OpenAPI, json or yaml; a file or https://…)',
    )
    .option('--out <folder>', 'write into this folder (default: privacy)')
    .option('--name <name>', 'the name of the store (default: that of its database)', storeName)
    .addOption(new Option('--lang <language>', 'the language of what is written to be read').choices(languages))
    .option('--no-sample', 'look at no row')
    .option('--sample <rows>', 'how many rows of each table to look at', rows)
    .option('--patterns <file>', 'patterns of your own, which come before ours', list, [])
    .option('--schema <name>', 'only this schema')
    .option('--timeout <seconds>', 'how long one statement may take (default: 5)', seconds)
    .option('--only <name>', 'only these tables, `*` for anything; may be given several times', list, [])
    .option('--yes', 'ask nothing')
    .option('--force', 'write over a configuration that is there')
    .addHelpText('after', more)
    .action(async (url: string, { sample, ...options }: Options) => {
      const { runInit } = await import('../init.ts');
      const asked = typeof sample === 'number' ? { sample } : sample === false ? { sample: 0 } : {};
      ended(await runInit({ ...options, url, ...asked }, shell));
    });
};

interface Options {
  readonly out?: string;
  readonly name?: string;
  readonly lang?: Language;
  readonly sample?: number | boolean;
  readonly patterns: readonly string[];
  readonly schema?: string;
  readonly only: readonly string[];
  readonly timeout?: number;
  readonly yes?: true;
  readonly force?: true;
}

const list = (file: string, before: readonly string[]): readonly string[] => [...before, file];

function rows(text: string): number {
  const number = wholeNumber(text);
  if (number > 10_000) throw new InvalidArgumentError('It takes at most 10000 rows.');
  return number;
}

function storeName(text: string): string {
  if (isStoreName(text)) return text;
  throw new InvalidArgumentError('use lower-case letters, digits and `-`, a letter first, 40 at most');
}
