import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoKey, mintToken } from '../../../gateway/identify/demo-issuer.ts';
import type { Running } from '../../../gateway/start.ts';
import { partnersIssuer, staffIssuer } from '../../fixtures/demo-issuers.ts';
import { demoDatabase, demoOver, startDemo } from '../demo-on-postgres.ts';
import { settled } from '../demo-profiles.ts';

/** Who attacks, and as what: what their token says, and why they say they ask. */
export const attackers = {
  acme: { partner: 'acme', purpose: 'parcel-delivery' },
  borealis: { partner: 'borealis', purpose: 'market-research' },
  customer: { roles: ['customer'], purpose: 'self-service', claims: { customer: '1' } },
  other: { roles: ['customer'], purpose: 'self-service', claims: { customer: '2' } },
  marketing: { roles: ['marketing'], purpose: 'marketing' },
  analyst: { roles: ['analyst'], purpose: 'analytics' },
  reporter: { roles: ['analyst'], purpose: 'reporting' },
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

const tables = ['crm.customers', 'crm.feedbacks', 'crm.consents', 'shop.orders', 'shop.order_items', 'shop.activities'];
const keptOf = (table: string): string => `kept.${table.replace('.', '_')}`;

async function open(): Promise<Attacked> {
  const { url, truth, drop } = await demoDatabase(`scrim_attacked_${process.pid}`);
  await truth.query(
    `create schema kept; ${tables.map((table) => `create table ${keptOf(table)} as table ${table}`).join('; ')}; analyze`,
  );
  const data = mkdtempSync(join(tmpdir(), 'scrim-attacked-'));
  const running = await startDemo(await demoOver(url, data), data);
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
      await drop();
      rmSync(data, { recursive: true, force: true });
    },
  };
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
