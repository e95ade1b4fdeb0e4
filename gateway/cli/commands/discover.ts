import { InvalidArgumentError } from 'commander';
import type { Declare } from '../command.ts';
import { seconds, wholeNumber } from './whole-number.ts';

const more = `
It only reads, and prints no value of the store. Names and comments are read in English, Chinese and pinyin; a few rows of
each table are looked at unless --no-sample says otherwise. What it is unsure of is marked, and starts at the strictest tier.

Examples:
  scrim discover postgres://reader@db.example/crm > catalogue.yaml
  scrim discover mariadb://reader@db.example/shop --out ./privacy
  scrim discover env:CRM_URL --json --no-sample | jq '.[] | select(.pii)'
  scrim discover env:CRM_URL --patterns ./our-words.yaml
  scrim discover env:CRM_URL --drift --config ./privacy     what is new, gone or changed; ends with 1 where something is
`;

export const discover: Declare = (program, shell, ended) => {
  program
    .command('discover')
    .summary('draft a catalogue from a live store')
    .description('Reads a live store and drafts catalogue.yaml: entities, keys, relations, and what each column is.')
    .argument(
      '<url>',
      'postgres://NAME@HOST/DATABASE, mariadb://…, mysql://…, env:NAME for one in the environment, or a description of an API (OpenAPI, json or yaml; a file or https://…)',
    )
    .option('--out <folder>', 'write catalogue.yaml into this folder')
    .option('--json', 'print what each column is as one JSON array')
    .option('--no-sample', 'look at no row')
    .option('--sample <rows>', 'how many rows of each table to look at', wholeNumber, 200)
    .option('--patterns <file>', 'patterns of your own, which come before ours', list, [])
    .option('--schema <name>', 'only this schema')
    .option('--timeout <seconds>', 'how long one statement may take (default: 5)', seconds)
    .option('--only <name>', 'only these tables, `*` for anything; may be given several times', list, [])
    .option('--store <name>', 'the name of the store in gateway.yaml (`main`, or the only one)', storeName)
    .option('--drift', 'compare a configuration with the store')
    .option('--config <folder>', 'with --drift: the folder of the configuration')
    .option(
      '--except <name>',
      'with --drift: a table, `table.column` or `table.*` that is left out on purpose',
      list,
      [],
    )
    .option('--progress', 'tell how far it is, even where nobody watches')
    .addHelpText('after', more)
    .action(async (url: string, options: Options) => {
      const { runDiscover } = await import('../discover.ts');
      ended(await runDiscover({ ...options, url, sample: options.sample === false ? 0 : options.sample }, shell));
    });
};

interface Options {
  readonly out?: string;
  readonly json?: true;
  readonly sample: number | false;
  readonly patterns: readonly string[];
  readonly schema?: string;
  readonly only: readonly string[];
  readonly timeout?: number;
  readonly store?: string;
  readonly drift?: true;
  readonly config?: string;
  readonly except: readonly string[];
  readonly progress?: true;
}

const list = (file: string, before: readonly string[]): readonly string[] => [...before, file];

function storeName(text: string): string {
  if (/^[A-Za-z0-9_-]+$/.test(text)) return text;
  throw new InvalidArgumentError('use letters, digits, `-` and `_`');
}
