/** How every session with a store of PostgreSQL is set, whatever the role or the database says. */
export const sessionSettings = {
  default_transaction_read_only: 'on',
  search_path: '',
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
  extra_float_digits: '1',
  bytea_output: 'hex',
  standard_conforming_strings: 'on',
} as const satisfies Readonly<Record<string, string>>;

const is = (name: string, value: string): string =>
  `pg_catalog.current_setting('${name}') operator(pg_catalog.=) any (array['${value}', '${value === '' ? '""' : value}'])`;

const here: Readonly<Record<string, string>> = { ...sessionSettings, transaction_read_only: 'on' };

/**
 * One row: whether the session is as asked, for a pooler between may have dropped the settings, and whether texts have
 * characters. It names what it calls in full: the search path may not be ours.
 */
export const checkSession = `select ${Object.entries(here)
  .map(([name, value]) => is(name, value))
  .join(' and ')}, not ${is('server_encoding', 'SQL_ASCII')}`;

/** The settings as PostgreSQL's `options` of a start packet, where a backslash and a space are escaped. */
export const startOptions = (more: Readonly<Record<string, string>>): string =>
  Object.entries({ ...sessionSettings, ...more })
    .map(([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, '\\$&')}`)
    .join(' ');

/**
 * The settings as a statement of no rows, for the transaction that it runs in: what goes before each statement where the
 * session is lent for one transaction only.
 */
export const settleTransaction = (more: Readonly<Record<string, string>>): string =>
  `select where pg_catalog.concat(${Object.entries({ ...here, ...more })
    .map(([name, value]) => `pg_catalog.set_config('${name}', '${value}', true)`)
    .join(', ')}) is null`;

/** The settings as statements. */
export const setSession = Object.entries(sessionSettings)
  .map(([name, value]) => `set ${name} to ${value.includes(',') ? value : `'${value}'`}`)
  .join('; ');
