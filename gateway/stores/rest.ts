import type { LookupFunction } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { GatewayError } from '../../schema/terms/errors.ts';
import type { Cell } from '../../schema/terms/field.ts';
import { rowsOf } from '../rows.ts';
import type { Bound, Select } from '../statement.ts';
import type { Call, Query, Store } from './contract.ts';
import { answerOf, type OnFault } from './faults.ts';
import { allowing, checkedLookup } from './rest/addresses.ts';
import { addressOf } from './rest/calls.ts';
import { client, type Within } from './rest/client.ts';
import { exchange } from './rest/exchange.ts';
import { faultOfNetwork, RestFault } from './rest/faults.ts';
import { inspectRest } from './rest/inspect.ts';
import { selection } from './rest/manner.ts';
import type { RestOptions } from './rest/options.ts';
import { planOf, type SelectPlan } from './rest/plan.ts';
import { readRows } from './rest/read.ts';
import { recordsOf } from './rest/records.ts';
import type { Session } from './rest/session.ts';
import { credentials } from './rest/tokens.ts';
import { turns } from './rest/turns.ts';

/** What a store behind an API needs beside its options. */
export interface RestSurroundings {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** From 0, below 1. */
  readonly random: () => number;
  readonly tls?: SecureContextOptions;
  readonly onFault?: OnFault;
  /** How names are resolved; what it gives is checked by whoever made it. */
  readonly lookup?: LookupFunction;
}

/** What is asked of an API, in place of a text. */
interface RestQuery extends Query {
  readonly plan: SelectPlan;
}

/** How long an API that answered is taken to be there. */
const readyMs = 10_000;
/** After so many reads in a row that had no answer in time it is taken to be away: those that come next are told at once. */
const patience = 5;

/** A store behind a JSON API: records are asked for as narrowly as the API can be, and whatever more is asked is asked here. */
export function restStore(name: string, options: RestOptions, around: RestSurroundings): Store {
  const { now, wait, random, onFault } = around;
  const { url, resources, timeoutMs, callTimeoutMs, concurrent, rate } = options;
  const allowed = allowing([...options.networks, ...loopbackOf(url, options)]);
  const lookup = around.lookup ?? checkedLookup(allowed);
  const wires = exchange({ allowed, lookup, tls: around.tls ?? {}, concurrent });
  const asking = client(options, {
    exchange: wires,
    turns: turns({ concurrent, rate, now, wait }),
    credentials: credentials(options.authorization, { send: wires.send, now, timeMs: callTimeoutMs }),
    now,
    wait,
    random,
  });
  const within = (reading?: Call): Within => ({ deadline: now() + timeoutMs, reading });
  const session = (reading?: Call): Session => ({
    store: name,
    options,
    client: asking,
    within: within(reading),
    budget: { rows: 0, calls: 0 },
  });
  const fail = (error: unknown): never => {
    if (error instanceof GatewayError) throw error;
    const { kind, state } = faultOfNetwork(error);
    const fault = { store: name, kind, state };
    if (state !== 'ENDED') onFault?.(fault);
    throw answerOf(fault);
  };
  const state = { readyUntil: 0, silent: 0 };
  /** Counts reads without an answer. One that was ended by its caller says nothing. */
  const heard = (error: unknown): unknown => {
    if (!(error instanceof RestFault) || error.state === 'ENDED') return error;
    state.silent = error.state === 'CALL_TIMEOUT' ? state.silent + 1 : 0;
    if (state.silent < patience) return error;
    state.silent = 0;
    return new RestFault('unavailable', 'SILENT');
  };
  const ready = async (): Promise<void> => {
    if (now() < state.readyUntil) return;
    await probe(options, session());
    state.readyUntil = now() + readyMs;
  };
  return Object.freeze({
    name,
    nests: false,
    prepare,
    read: async (query: Query, values: readonly Bound[], call?: Call) => {
      const own = session(call);
      try {
        if (call?.ended()) throw new RestFault('timeout', 'ENDED');
        const rows = rowsOf(await readRows(own, resources, (query as RestQuery).plan, values));
        state.silent = 0;
        return rows;
      } catch (error) {
        state.readyUntil = 0;
        // What was begun beside it asks no further.
        own.budget.calls = Number.POSITIVE_INFINITY;
        return fail(heard(error));
      }
    },
    ready: () => ready().catch(fail),
    close: async () => wires.close(),
    inspect: inspectRest(options),
  });
}

/** The plan of a statement. Its text is the statement itself: two are the same exactly where they are. */
function prepare(select: Select): RestQuery {
  if (select.group) throw new Error('an API makes no groups');
  const text = JSON.stringify(select);
  const cells = (select.each ? 1 : 0) + (select.count ? 1 : select.columns.length);
  return Object.freeze({ name: text, text, decode: Array.from({ length: cells }, () => asItIs), plan: planOf(select) });
}

const asItIs = (cell: unknown): Cell => cell as Cell;

async function probe({ url, ready, resources }: RestOptions, session: Session): Promise<void> {
  if (ready !== undefined) {
    await session.client.ask({ method: 'GET', url: addressOf(url, ready), says: [] }, session.within);
    return;
  }
  const [first] = Object.values(resources);
  if (!first) return;
  const pages = recordsOf(session, first, { by: 'list', says: [] }, { says: selection(first, []), items: 1 });
  await pages[Symbol.asyncIterator]().next();
}

/** Who names the loopback address itself means it. */
const loopbackOf = (url: string, { authorization }: RestOptions): readonly string[] =>
  [url, 'tokenUrl' in authorization ? authorization.tokenUrl : url].some(isLoopback) ? ['127.0.0.0/8', '::1/128'] : [];

const isLoopback = (url: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
