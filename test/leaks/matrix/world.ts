import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { UsableConfiguration } from '../../../gateway/config/load.ts';
import type { Running } from '../../../gateway/start.ts';
import type { Store } from '../../../gateway/stores/contract.ts';
import { GatewayError } from '../../../schema/terms/errors.ts';
import { type Truth, truthOf } from '../../cases/truth.ts';
import { demoTokens } from '../../fixtures/gateway.ts';
import { listed } from '../../stores/listed.ts';
import { type DemoProfile, demoProfiles, tokenOf } from '../demo-profiles.ts';
import { demoDatabase, demoOver, type Shop, startDemo } from '../demo-on-postgres.ts';
import type { Probe } from './probe.ts';
import { keepAlive, send, type Told } from './send.ts';

/** One process of the gateway, over the same truth and with the same keys as every other of this suite. */
export interface Process {
  readonly running: Running;
  readonly ask: (profile: DemoProfile, probe: Probe) => Promise<Told>;
  /** All rows that left a store so far, and no longer kept. */
  readonly left: () => string;
  readonly close: () => Promise<void>;
}

/** Makes the demo's shop somewhere else. */
export type ShopPlace = (name: string) => Promise<Shop & { readonly drop: () => Promise<void> }>;

export interface MatrixWorld {
  readonly truth: Truth;
  /** @param keep what leaves the stores is kept, until somebody asks for it */
  readonly start: (configuration: UsableConfiguration, keep?: boolean) => Promise<Process>;
  readonly configuration: UsableConfiguration;
  /** The same but for a word of the policy, and so of another version. */
  readonly older: UsableConfiguration;
  /** The same people and what they did, with the shop somewhere else. */
  readonly withShop: (place: ShopPlace) => Promise<Pick<MatrixWorld, 'configuration' | 'older'>>;
  /** Everything that all its processes logged and recorded. */
  readonly logged: () => string;
  readonly recorded: () => string;
  readonly close: () => Promise<void>;
}

export async function matrixWorld(): Promise<MatrixWorld> {
  const database = await demoDatabase(`scrim_matrix_${process.pid}`);
  const data = mkdtempSync(join(tmpdir(), 'scrim-matrix-'));
  const before = (policy: string): string => policy.replace('Customer service.', 'Customer care.');
  const older = await demoOver(database.url, data, before);
  const configuration = await demoOver(database.url, data);
  const shops: Awaited<ReturnType<ShopPlace>>[] = [];
  const lines: string[] = [];
  const log = new PassThrough().on('data', (chunk: Buffer) => lines.push(chunk.toString('utf8')));
  const token = demoTokens(configuration, data);
  const tokens = new Map(
    await Promise.all(demoProfiles.map(async (one) => [one, await tokenOf({ token, data }, one)] as const)),
  );
  return {
    truth: truthOf(configuration.catalogue, async (sql) => {
      const { rows } = await database.truth.query<{ readonly row: string }>(
        `select to_jsonb(t)::text as row from (${sql}) t`,
      );
      return rows.map(({ row }) => JSON.parse(row) as Readonly<Record<string, unknown>>);
    }),
    configuration,
    older,
    withShop: async (place) => {
      const shop = await place(`scrim_matrix_${process.pid}`);
      shops.push(shop);
      return {
        older: await demoOver(database.url, data, before, shop),
        configuration: await demoOver(database.url, data, undefined, shop),
      };
    },
    start: async (chosen, keep = false) => processOf(await startDemo(chosen, data, log), tokens, keep),
    logged: () => lines.join(''),
    // Lengths, check sums and places are numbers of the file: their digits can be anybody's by chance.
    recorded: () =>
      readdirSync(join(data, 'ledger'))
        .map((name) => readFileSync(join(data, 'ledger', name), 'utf8'))
        .map((text) => text.replace(/^\d+ [0-9a-f]{8} (?=\{)/gm, '').replace(/"offset":\d+/g, ''))
        .join('\n'),
    close: async () => {
      await database.drop();
      for (const shop of shops) await shop.drop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function processOf(running: Running, tokens: ReadonlyMap<DemoProfile, string>, keep: boolean): Process {
  const agent = keepAlive();
  const state = { down: false };
  const left: string[] = [];
  for (const store of running.gateway.stores.values() as Iterable<{ read: Store['read'] }>) {
    const { read } = store;
    store.read = async (...call) => {
      if (state.down) throw new GatewayError('STORE_UNAVAILABLE', 'the store cannot be reached: try again');
      const rows = await read(...call);
      if (keep) left.push(JSON.stringify(listed(call[0], rows)));
      return rows;
    };
  }
  return {
    running,
    ask: async (profile, probe) => {
      state.down = probe.down ?? false;
      const sender = { port: running.port, agent, token: tokens.get(profile) ?? '', purpose: profile.purpose };
      return send(sender, probe);
    },
    left: () => left.splice(0).join('\n'),
    close: async () => {
      agent.destroy();
      await running.close(1000);
    },
  };
}
