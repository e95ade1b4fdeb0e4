import { resolve } from 'node:path';
import { cursors } from '../plugins/pseudonyms/cursors.ts';
import { keyring } from '../plugins/pseudonyms/keyring.ts';
import { documentReferences } from '../plugins/pseudonyms/documents.ts';
import { openSubjects, subjectReferences } from '../plugins/pseudonyms/subjects.ts';
import type { Environment, UsableConfiguration } from './config/load.ts';
import { openEmbeddedDatabases } from './embedded.ts';
import type { Gateway } from './gateway.ts';
import { type InForce, inForce } from './in-force.ts';
import { type DemoKey, demoKeys } from './identify/demo-issuer.ts';
import { rootKeys } from './identify/keys.ts';
import { type TokenVerifier, tokenVerifier } from './identify/token.ts';
import { openBudgets } from './ledger/budgets/open.ts';
import { openLedger } from './ledger/open.ts';
import { type RecentSubjects, recentSubjects } from './ledger/recent-subjects.ts';
import { referencer } from './ledger/references.ts';
import { type RefusalCounter, refusalCounter } from './ledger/refusals.ts';
import { measuredLedger, measuredStore } from './measured.ts';
import type { Log } from './observe/log.ts';
import type { Metrics } from './observe/metrics.ts';
import { abilitiesIn } from './stores/abilities.ts';
import { lockFolder } from './stores/lock.ts';
import { dumpsOf, embeddedDatabases, openStores } from './stores/open.ts';

/** What surrounds a process: everything that is not the same everywhere. */
export interface Surroundings {
  readonly environment: Environment;
  readonly pid: number;
  readonly clock: () => Date;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Told what takes long while starting. */
  readonly progress: (text: string) => void;
}

/** What a gateway is made of, opened and held. */
export interface Parts {
  readonly gateway: Gateway;
  readonly inForce: InForce;
  readonly verifier: TokenVerifier;
  readonly refusals: RefusalCounter;
  /** Of the demo's own issuers, by issuer; none where it is no demo. */
  readonly demoKeys: ReadonlyMap<string, DemoKey>;
}

/** Opens keys, stores and ledger, and puts the edition in force. What it opened is let go of by `held`, last first. */
export async function openParts(
  configuration: UsableConfiguration,
  around: Surroundings,
  held: AsyncDisposableStack,
): Promise<Parts> {
  const { gateway: options, folder, catalogue, policy } = configuration;
  const { environment, log, random } = around;
  const data = resolve(options.data);
  const lock = lockFolder(data, { pid: around.pid, since: around.clock().toISOString() });
  held.defer(() => lock.release());

  const warn = (message: string): void => log.warn(message);
  const roots = await rootKeys(options.keys, { folder, data, demo: options.demo !== false, env: environment, warn });
  const ring = keyring(roots);
  const stores = await openAllStores(configuration, around, held, { data, lock });
  const recent = recentSubjects();
  const ledger = await openRecords(configuration, around, held, { data, ring, recent });
  const budgets = openBudgetsOf(configuration, around, held, data);
  const abilities = abilitiesIn(options.stores);
  const current = inForce({ catalogue, policy }, { keyring: ring, stores, abilities });
  const gateway: Gateway = Object.freeze({
    edition: current.edition,
    stores,
    ledger,
    budgets,
    keyring: ring,
    purse: {
      budgets,
      clock: around.clock,
      keys: { question: ring.hmac('noise', 'question'), noise: ring.hmac('noise', 'stream') },
    },
    cursors: cursors(ring, random),
    documentReference: documentReferences(ring),
    recorded: recent.note,
    random,
    clock: around.clock,
    now: around.now,
    fault: log.fault,
  });

  const clock = (): number => around.clock().getTime();
  const refusals = refusalCounter({
    ledger,
    clock,
    receipt: () => Buffer.from(random(16)).toString('base64url'),
    versions: () => ({ policy: current.edition().policy.version, catalogue: current.edition().catalogue.version }),
  });
  held.defer(() => refusals.close());
  const demo = options.demo ? await demoKeys(data, options.issuers) : new Map<string, DemoKey>();
  const verifier = tokenVerifier(options.issuers, { clock, folder, demoKeys: demo });
  return { gateway, inForce: current, verifier, refusals, demoKeys: demo };
}

async function openAllStores(
  { gateway: options, folder }: UsableConfiguration,
  { log, metrics, now, progress, random }: Surroundings,
  held: AsyncDisposableStack,
  { data, lock }: { readonly data: string; readonly lock: ReturnType<typeof lockFolder> },
): Promise<Gateway['stores']> {
  const onFault: Parameters<typeof openEmbeddedDatabases>[1]['onFault'] = ({ store, kind, state }) =>
    log.warn('a store failed', { store, fault: kind, state });
  const dumps = dumpsOf(options.stores, folder);
  const place = { data, lock, demo: options.demo === true, dumps, onFault, progress };
  const databases = await openEmbeddedDatabases(embeddedDatabases(options.stores), place);
  for (const database of databases.values()) held.defer(() => database.close());
  const embedded = (name: string) => {
    const database = databases.get(name);
    if (!database) throw new Error(`the embedded database \`${name}\` is not open`);
    return database;
  };
  const stores = openStores(options.stores, {
    base: folder,
    embedded,
    now,
    onFault,
    backoff: {
      wait: (ms) => new Promise((resolve) => void setTimeout(resolve, ms).unref()),
      random: () => Buffer.from(random(4)).readUInt32BE() / 2 ** 32,
      onBack: (store) => log.info('a store answers again', { store }),
    },
  });
  for (const store of stores.values()) held.defer(() => store.close());
  return new Map([...stores].map(([name, store]) => [name, measuredStore(store, metrics, now)]));
}

function openBudgetsOf(
  { gateway: options, folder }: UsableConfiguration,
  { log, clock }: Surroundings,
  held: AsyncDisposableStack,
  data: string,
): Gateway['budgets'] {
  const onFault: Parameters<typeof openBudgets>[1]['onFault'] = ({ message, ...facts }) => log.warn(message, facts);
  const budgets = openBudgets(options.ledger, { data, base: folder, onFault, now: clock });
  held.defer(() => budgets.close());
  return budgets;
}

async function openRecords(
  { gateway: options, folder }: UsableConfiguration,
  { log, metrics, now }: Surroundings,
  held: AsyncDisposableStack,
  { data, ring, recent }: { readonly data: string; readonly ring: Gateway['keyring']; readonly recent: RecentSubjects },
): Promise<Gateway['ledger']> {
  const onFault: Parameters<typeof openLedger>[1]['onFault'] = ({ message, ...facts }) => log.warn(message, facts);
  const { ledger, index } = await openLedger(options.ledger, { data, base: folder, onFault });
  held.defer(() => ledger.close());
  const behind = referencer({
    index,
    onFault,
    open: (subjects, receipt) => recent.take(receipt) ?? openSubjects(ring, subjects, receipt),
    references: (keys) => subjectReferences(ring, keys),
  });
  held.defer(() => behind.close());
  return measuredLedger(ledger, metrics, now);
}
