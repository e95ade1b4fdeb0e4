import { resolve } from 'node:path';
import type { ExitCode, Shell } from '../shell.ts';
import { runStart } from '../start.ts';
import { fillCrm } from './crm.ts';
import { readersPassword } from './readers-password.ts';
import { ServiceMissing } from './service-missing.ts';
import { fillShop } from './shop.ts';
import { writeConfiguration } from './write-configuration.ts';

export interface ServicesArguments {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
}

/** Where administrators of the two servers log in, if nothing else is said: as a development machine has them. */
const usual = {
  SCRIM_DEMO_POSTGRES: 'postgres://postgres@127.0.0.1:5432/postgres',
  SCRIM_DEMO_MARIADB: 'mariadb://root@127.0.0.1:3306/mysql',
} as const;

/**
 * `scrim services`: serves the demo with its customers in a PostgreSQL and its shop in a MariaDB that are there. It makes
 * and fills databases of its own, and reads them as accounts that can do nothing else.
 */
export async function runServices(asked: ServicesArguments, shell: Shell): Promise<ExitCode> {
  const given = (name: keyof typeof usual): string => shell.environment[name] || usual[name];
  const data = resolve(shell.folder, shell.environment['SCRIM_DATA'] || '.scrim');
  const password = readersPassword(data, shell.random);
  const progress = (text: string): void => shell.stderr(`scrim: ${text} …\n`);
  try {
    const crm = await fillCrm(given('SCRIM_DEMO_POSTGRES'), password, progress);
    const shop = await fillShop(given('SCRIM_DEMO_MARIADB'), password, progress);
    return await runStart({ ...asked, config: writeConfiguration(data, { crm, shop }) }, shell);
  } catch (error) {
    // An address that cannot be read says so in our own words, without repeating it.
    const isOurs = error instanceof ServiceMissing || (error instanceof Error && error.constructor === Error);
    if (!isOurs) throw error;
    shell.stderr(`scrim: ${error.message}\n`);
    return 1;
  }
}
