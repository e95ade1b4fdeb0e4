import type { Declare } from '../command.ts';

const more = `
Without a value it reads lines from standard input, and prints one line for each. What does not fit the format of the
technique becomes null. Surrogates are made with a key that everybody has: those of a gateway are others.

Examples:
  scrim mask --list
  scrim mask "keep(3, 4)" 15400001234
  scrim mask "id-number(6, 2)" 990101199003070015 --json
  scrim mask month 1990-03-07 2026-11-30
  cut -d, -f3 customers.csv | scrim mask phone --json
`;

interface Options {
  readonly type?: string;
  readonly subject: string;
  readonly known: readonly string[];
  readonly list?: true;
  readonly json?: true;
}

export const mask: Declare = (program, shell, ended) => {
  program
    .command('mask')
    .summary('try a technique on values')
    .description('Runs a masking technique on values: what comes out, and how many values the original could still be.')
    .argument('[technique]', 'as a policy writes it: keep-last(4), year, fpe …')
    .argument('[values...]', 'what to mask; lines of standard input where there are none')
    .option('--type <type>', 'the type of the values: String, Int, Date …')
    .option('--subject <key>', 'whom they are about, for date-shift', 'Example:1')
    .option('--known <values...>', 'what is known of whom a text is about, for redact-text', [])
    .option('--list', 'print the techniques there are')
    .option('--json', 'print a JSON document for each value')
    .addHelpText('after', more)
    .action(async (call: string | undefined, values: readonly string[], { list, json, ...options }: Options) => {
      const { runMask } = await import('../mask.ts');
      ended(
        await runMask({ ...(call !== undefined && { call }), values, list: !!list, json: !!json, ...options }, shell),
      );
    });
};
