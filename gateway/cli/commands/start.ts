import type { Declare } from '../command.ts';
import type { StartArguments } from '../start.ts';
import { configOption } from './config-option.ts';
import { wholeNumber } from './whole-number.ts';

const more = `
PORT and HOST in the environment override the configuration; the options override both. On SIGTERM or Ctrl-C it stops
taking requests and finishes those that it took; a second one ends it at once. The log is JSON on the standard output.

Examples:
  scrim start
  scrim start --config ./privacy --host 0.0.0.0 --port 8080
`;

export const start: Declare = (program, shell, ended) => {
  program
    .command('start')
    .summary('serve')
    .description('Checks a configuration and serves it until the process is asked to end.')
    .addOption(configOption())
    .option('--port <port>', 'where to listen; 0 takes a free port', wholeNumber)
    .option('--host <host>', 'the address to listen on')
    .option('--grace <seconds>', 'how long accepted requests may take at the end (default: 10)', wholeNumber)
    .addHelpText('after', more)
    .action(async (options: StartArguments) => {
      const { runStart } = await import('../start.ts');
      ended(await runStart(options, shell));
    });
};
