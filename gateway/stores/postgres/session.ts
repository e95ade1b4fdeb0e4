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

/** One row, true where the session is as asked: a pooler between may have dropped the settings. */
export const checkSession = `select ${Object.entries(sessionSettings)
  .map(([name, value]) => `current_setting('${name}') in ('${value}', '${value === '' ? '""' : value}')`)
  .join(' and ')}`;

/** The settings as PostgreSQL's `options` of a start packet, where a backslash and a space are escaped. */
export const startOptions = (more: Readonly<Record<string, string>>): string =>
  Object.entries({ ...sessionSettings, ...more })
    .map(([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, '\\$&')}`)
    .join(' ');

/** The settings as statements. */
export const setSession = Object.entries(sessionSettings)
  .map(([name, value]) => `set ${name} to ${value.includes(',') ? value : `'${value}'`}`)
  .join('; ');
