import { createHash, randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Client } from 'pg';
import { parse, stringify } from 'yaml';
import { demoFolder } from '../../../gateway/cli/demo-folder.ts';
import { isUsable, loadConfiguration } from '../../../gateway/config/load.ts';
import { seedStatements } from '../../../gateway/demo/seed/seed.ts';
import { demoKey, mintToken } from '../../../gateway/identify/demo-issuer.ts';
import { createLog } from '../../../gateway/observe/log.ts';
import { createMetrics } from '../../../gateway/observe/metrics.ts';
import { type Running, start } from '../../../gateway/start.ts';
import { postgresUrl } from '../../fixtures/servers.ts';
import { partnersIssuer, staffIssuer } from '../../fixtures/demo-issuers.ts';
import { settled } from '../demo-profiles.ts';

/** Who attacks, and as what: what their token says, and why they say they ask. */
export const attackers = {
  acme: { partner: 'acme', purpose: 'parcel-delivery' },
  borealis: { partner: 'borealis', purpose: 'market-research' },
  customer: { roles: ['customer'], purpose: 'self-service', claims: { customer: '1' } },
  other: { roles: ['customer'], purpose: 'self-service', claims: { customer: '2' } },
  marketing: { roles: ['marketing'], purpose: 'marketing' },
  analyst: { roles: ['analyst'], purpose: 'analytics' },
  fraud: { roles: ['fraud'], purpose: 'fraud-investigation' },
} as const satisfies Readonly<Record<string, Caller>>;
export type Attacker = keyof typeof attackers;

export interface Caller {
  readonly roles?: readonly string[];
  readonly partner?: string;
  readonly purpose: string;
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** What an attacker gets to see. */
export interface Got {
  readonly status: number;
  /** Everything but what is drawn anew for each answer, and of that the length. */
  readonly text: string;
  readonly data: Shown;
  readonly code: string | undefined;
}

/** Data, however it was asked for. */
export interface Shown {
  readonly [name: string]: Shown;
}

export interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export type Row = Readonly<Record<string, string>>;

/** The demo over a PostgreSQL whose truth may be changed while it is asked. */
export interface Attacked {
  readonly running: Running;
  readonly ask: (who: Attacker, query: string, variables?: Question['variables']) => Promise<Got>;
  readonly askAs: (caller: Caller, query: string, variables?: Question['variables']) => Promise<Got>;
  /** The truth, each value as text. */
  readonly rows: (sql: string) => Promise<readonly Row[]>;
  /** Changes the truth; it throws where a statement changes nothing. */
  readonly change: (...statements: readonly string[]) => Promise<void>;
  /** Puts the truth back as it was at first. */
  readonly restore: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const opened: { attacked?: Promise<Attacked> } = {};

/** One for all attacks: it is dear to open. */
export function attacked(): Promise<Attacked> {
  opened.attacked ??= open();
  return opened.attacked;
}

const scale = 0.2;
const tables = ['crm.customers', 'crm.feedbacks', 'crm.consents', 'shop.orders', 'shop.order_items', 'shop.activities'];
const keptOf = (table: string): string => `kept.${table.replace('.', '_')}`;

async function open(): Promise<Attacked> {
  const name = `scrim_attacked_${process.pid}`;
  const admin = new Client({ connectionString: postgresUrl });
  await admin.connect();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`create database ${name} template template0 encoding 'UTF8'`);
  const url = postgresUrl.replace(/[^/]+$/, name);
  const truth = new Client({ connectionString: url });
  await truth.connect();
  await truth.query(`begin; ${[...seedStatements(scale)].join('\n')}; commit`);
  // At this scale few parcels are on their way; enough to see an order in them are.
  await truth.query("update shop.orders set status = 'SHIPPED', carrier = 'acme' where id % 40 = 0");
  await truth.query(
    `create schema kept; ${tables.map((table) => `create table ${keptOf(table)} as table ${table}`).join('; ')}; analyze`,
  );
  const data = mkdtempSync(join(tmpdir(), 'scrim-attacked-'));
  const running = await startOver(url, data);
  const state = { changed: false };
  const askAs = asker(running, data);
  return {
    running,
    askAs,
    ask: (who, query, variables) => askAs(attackers[who], query, variables),
    rows: async (sql) => {
      const { rows } = await truth.query<{ readonly row: Row }>(`select to_jsonb(t) as row from (${sql}) t`);
      return rows.map(({ row }) =>
        Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value ?? '')])),
      );
    },
    change: async (...statements) => {
      state.changed = true;
      for (const sql of statements)
        if (!(await truth.query(sql)).rowCount) throw new Error(`nothing was changed by ${sql}`);
    },
    restore: async () => {
      if (!state.changed) return;
      state.changed = false;
      const copies = tables.map((table) => `insert into ${table} table ${keptOf(table)}`);
      await truth.query(`begin; truncate ${tables.join(', ')}; ${copies.join('; ')}; commit`);
    },
    close: async () => {
      await running.close(1_000);
      await truth.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function startOver(url: string, data: string): Promise<Running> {
  const folder = join(data, 'config');
  mkdirSync(folder);
  for (const file of ['catalogue.yaml', 'policy.yaml']) cpSync(join(demoFolder, file), join(folder, file));
  const demo = parse(readFileSync(join(demoFolder, 'gateway.yaml'), 'utf8')) as Readonly<Record<string, unknown>>;
  const store = { kind: 'postgres', url, poolSize: 4 };
  writeFileSync(join(folder, 'gateway.yaml'), stringify({ ...demo, stores: { crm: store, shop: store } }));
  const environment = { SCRIM_DATA: data, PORT: '0' };
  const configuration = await loadConfiguration(folder, environment);
  if (!isUsable(configuration)) throw new Error(JSON.stringify(configuration.findings));
  return start(configuration, {
    environment,
    pid: process.pid,
    clock: () => new Date(),
    now: () => performance.now(),
    random: (bytes) => randomBytes(bytes),
    log: createLog(new PassThrough().resume()),
    metrics: createMetrics({ process: false }),
    progress: () => undefined,
  });
}

function asker(running: Running, data: string): Attacked['askAs'] {
  const tokens = new Map<Caller, Promise<string>>();
  const mint = async ({ roles = [], partner, claims }: Caller): Promise<string> => {
    const issuer = partner === undefined ? staffIssuer : partnersIssuer;
    return mintToken({
      key: await demoKey(data, issuer),
      issuer,
      audience: 'scrim',
      subject: `attacker-${createHash('sha256')
        .update(JSON.stringify([roles, partner, claims]))
        .digest('hex')
        .slice(0, 8)}`,
      roles,
      ...(partner !== undefined && { partner }),
      // What a token claims need not be text.
      claims: (claims ?? {}) as Readonly<Record<string, string>>,
      lifetime: 3600,
      now: Date.now() / 1000,
    });
  };
  return async (caller, query, variables = {}) => {
    const token = tokens.get(caller) ?? mint(caller);
    tokens.set(caller, token);
    const response = await fetch(`http://127.0.0.1:${running.port}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        authorization: `Bearer ${await token}`,
        'scrim-purpose': caller.purpose,
      },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    const body = JSON.parse(text) as {
      readonly data: Shown;
      readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
    };
    return { status: response.status, text: settled(text), data: body.data, code: body.errors?.[0]?.extensions.code };
  };
}
