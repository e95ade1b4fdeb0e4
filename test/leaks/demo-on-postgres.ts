import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, type Writable } from 'node:stream';
import { Client } from 'pg';
import { parse, stringify } from 'yaml';
import { demoFolder } from '../../gateway/cli/demo-folder.ts';
import { isUsable, loadConfiguration, type UsableConfiguration } from '../../gateway/config/load.ts';
import { seedStatements } from '../../gateway/demo/seed/seed.ts';
import { createLog } from '../../gateway/observe/log.ts';
import { createMetrics } from '../../gateway/observe/metrics.ts';
import { type Running, start } from '../../gateway/start.ts';
import { postgresUrl } from '../fixtures/servers.ts';

/** A part of the demo's people is enough, and quick to make. */
export const scale = 0.2;

/** At this scale few parcels are on their way; enough to see an order in them are. */
export const onTheirWay = "set status = 'SHIPPED', carrier = 'acme' where id % 40 = 0";

/** A database of its own in the PostgreSQL that the suites share, with the demo's people in it. */
export interface DemoDatabase {
  readonly url: string;
  /** Reads and changes the truth, past every gateway. */
  readonly truth: Client;
  readonly drop: () => Promise<void>;
}

export async function demoDatabase(name: string): Promise<DemoDatabase> {
  const admin = new Client({ connectionString: postgresUrl });
  await admin.connect();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`create database ${name} template template0 encoding 'UTF8'`);
  const url = postgresUrl.replace(/[^/]+$/, name);
  const truth = new Client({ connectionString: url });
  await truth.connect();
  await truth.query(`begin; ${[...seedStatements(scale)].join('\n')}; commit`);
  await truth.query(`update shop.orders ${onTheirWay}`);
  const drop = async (): Promise<void> => {
    await truth.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { url, truth, drop };
}

/** Where the shop lies instead. */
export interface Shop {
  /** As gateway.yaml says it. */
  readonly store: object;
  /** What comes before the names of its tables. */
  readonly prefix: string;
}

/** The demo's configuration over such a database; its files lie in the data folder, with the policy's text as `change` leaves it. */
export async function demoOver(
  url: string,
  data: string,
  change: (policy: string) => string = (policy) => policy,
  shop?: Shop,
): Promise<UsableConfiguration> {
  const folder = join(data, 'config');
  mkdirSync(folder, { recursive: true });
  const catalogue = readFileSync(join(demoFolder, 'catalogue.yaml'), 'utf8');
  writeFileSync(
    join(folder, 'catalogue.yaml'),
    shop ? catalogue.replaceAll('table: shop.', `table: ${shop.prefix}`) : catalogue,
  );
  writeFileSync(join(folder, 'policy.yaml'), change(readFileSync(join(demoFolder, 'policy.yaml'), 'utf8')));
  const demo = parse(readFileSync(join(demoFolder, 'gateway.yaml'), 'utf8')) as Readonly<Record<string, unknown>>;
  const store = { kind: 'postgres', url, poolSize: 4 };
  const stores = { crm: store, shop: shop ? shop.store : store };
  writeFileSync(join(folder, 'gateway.yaml'), stringify({ ...demo, stores }));
  const configuration = await loadConfiguration(folder, { SCRIM_DATA: data, PORT: '0' });
  if (!isUsable(configuration)) throw new Error(JSON.stringify(configuration.findings));
  return configuration;
}

/** A gateway that serves it. */
export const startDemo = (
  configuration: UsableConfiguration,
  data: string,
  log: Writable = new PassThrough().resume(),
): Promise<Running> =>
  start(configuration, {
    environment: { SCRIM_DATA: data, PORT: '0' },
    pid: process.pid,
    clock: () => new Date(),
    now: () => performance.now(),
    random: (bytes) => randomBytes(bytes),
    log: createLog(() => new Date(), log),
    metrics: createMetrics({ process: false }),
    progress: () => undefined,
  });
