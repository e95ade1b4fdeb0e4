import type { Declare } from '../command.ts';
import type { ServicesArguments } from '../services/services.ts';
import { wholeNumber } from './whole-number.ts';

const more = `
Administrators' addresses come from the environment; these are the usual ones:
  SCRIM_DEMO_POSTGRES=postgres://postgres@127.0.0.1:5432/postgres
  SCRIM_DEMO_MARIADB=mariadb://root@127.0.0.1:3306/mysql
It makes the databases scrim_demo and scrim_demo_shop there, and accounts that can only read them. Databases of these names
that are not the demo's are left alone.

Examples:
  scrim services
  scrim services --port 8080
`;

export const services: Declare = (program, shell, ended) => {
  program
    .command('services')
    .summary('serve the demo from a PostgreSQL and a MariaDB')
    .description(
      'Fills databases of its own in a PostgreSQL and a MariaDB that are there, and serves the demo from them.',
    )
    .option('--port <port>', 'where to listen; 0 takes a free port', wholeNumber)
    .option('--host <host>', 'the address to listen on')
    .addHelpText('after', more)
    .action(async (options: ServicesArguments) => {
      const { runServices } = await import('../services/services.ts');
      ended(await runServices(options, shell));
    });
};
