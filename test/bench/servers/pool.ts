import pg from 'pg';
import { databaseUrl } from './child.ts';

/** The greatest number of connections of each server of the race. */
export const poolSize = 10;

const asText = (value: string): string => value;

/** PostgreSQL's text of a moment in UTC, in the form that answers have: cheaper than the driver's `Date` and back. */
export const momentOf = (text: string): string => `${text.slice(0, 10)}T${text.slice(11, 19)}.000000Z`;

/** A pool as a careful author would set it: prepared statements by name, and no `Date` made only to be printed. */
export function openPool(): pg.Pool {
  pg.types.setTypeParser(pg.types.builtins.DATE, asText);
  pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, momentOf);
  return new pg.Pool({ connectionString: databaseUrl(), max: poolSize, options: '-c TimeZone=UTC' });
}
