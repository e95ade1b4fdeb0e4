import type { Declare } from '../command.ts';
import { configOption } from './config-option.ts';
import { wholeNumber } from './whole-number.ts';

const more = `
Only a demo makes tokens of its own. The token alone is printed, so it can stand in another command.

Examples:
  scrim token support
  scrim token analyst --purpose analytics --lifetime 600
  curl -s localhost:4000/graphql -H "authorization: Bearer $(scrim token support)" \\
    -H 'scrim-purpose: customer-support' -H 'content-type: application/json' \\
    -d '{"query":"{ customers(first: 2) { nodes { name phone } } }"}'
`;

export const token: Declare = (program, shell, ended) => {
  program
    .command('token')
    .summary('print a token for the demo')
    .description('Prints a token of the demo for a persona: one for each role and partner of its issuer.')
    .argument('<persona>', 'support, analyst, fraud, …')
    .option('--purpose <purpose>', 'bind the token to one purpose')
    .option('--lifetime <seconds>', 'how long it is good, at most a day (default: an hour)', wholeNumber)
    .addOption(configOption())
    .addHelpText('after', more)
    .action(async (persona: string, options: { config: string; purpose?: string; lifetime?: number }) => {
      const { runTokenFrom } = await import('../token-from.ts');
      ended(await runTokenFrom({ persona, ...options }, shell));
    });
};
