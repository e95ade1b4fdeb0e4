import { randomBytes } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { postgresUrl } from '../fixtures/servers.ts';
import { worldFolder } from './on-embedded.ts';
import type { Place } from './place.ts';
import { worldStatements } from './tables.ts';

async function within(url: string, statements: Iterable<string>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

export interface PostgresPlaces {
  readonly place: Place;
  /** How many of the databases gateways have sessions in. */
  readonly reached: () => Promise<number>;
  readonly drop: () => Promise<void>;
}

/** Databases of their own in the PostgreSQL that the suites share, one for each world. */
export function postgresPlaces(): PostgresPlaces {
  const made: string[] = [];
  const place: Place = async (data, filled) => {
    const name = `scrim_leaks_${randomBytes(5).toString('hex')}`;
    const url = postgresUrl.replace(/[^/]+$/, name);
    made.push(name);
    await within(postgresUrl, [`create database ${name} template template0 encoding 'UTF8'`]);
    await within(url, worldStatements(filled));
    const folder = join(data, 'config');
    cpSync(worldFolder, folder, { recursive: true });
    const file = join(folder, 'gateway.yaml');
    const store = `{ kind: postgres, url: '${url}', poolSize: 4 }`;
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('{ kind: pglite, database: canaries }', store));
    return folder;
  };
  const reached = async (): Promise<number> => {
    const client = new Client({ connectionString: postgresUrl });
    await client.connect();
    const text = `select distinct datname from pg_stat_activity where application_name = 'scrim' and datname = any ($1)`;
    const { rows } = await client.query(text, [made]).finally(() => client.end());
    return rows.length;
  };
  const drop = (): Promise<void> =>
    within(
      postgresUrl,
      made.splice(0).map((name) => `drop database ${name} with (force)`),
    );
  return { place, reached, drop };
}
