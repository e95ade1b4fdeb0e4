import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { isUsable, loadConfiguration } from '../../gateway/config/load.ts';
import { demoKey, mintToken } from '../../gateway/identify/demo-issuer.ts';
import { createLog } from '../../gateway/observe/log.ts';
import { createMetrics } from '../../gateway/observe/metrics.ts';
import { type Running, start } from '../../gateway/start.ts';
import { type Scan, scanner } from './canaries.ts';
import { embedded } from './on-embedded.ts';
import type { Variant } from './people.ts';
import { canariesFor, names, type PersonaName, personas } from './personas.ts';
import type { Place } from './place.ts';
import { type World, world } from './tables.ts';
import type { Told, ToldBody } from './told.ts';

/** What came back: the whole of it, for the scanner, and its parts. */
export interface Reply {
  readonly status: number;
  readonly headers: string;
  readonly text: string;
  readonly body: ToldBody;
  /** The data of an answer that has some. */
  readonly data: Told;
}

export interface Asking {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  /** Another purpose than the persona's own; `null` declares none. */
  readonly purpose?: string | null;
}

/** A gateway over one of the two worlds, and everything that leaves it. */
export interface LeakGateway {
  readonly world: World;
  readonly url: string;
  readonly running: Running;
  readonly token: (persona: PersonaName) => Promise<string>;
  readonly ask: (persona: PersonaName, query: string, asking?: Asking) => Promise<Reply>;
  readonly get: (path: string, init?: RequestInit) => Promise<Reply>;
  /** Every reply so far with whom it went to. */
  readonly replies: readonly { readonly to: PersonaName; readonly reply: Reply }[];
  readonly logged: () => string;
  /** The files of the ledger: entries and references. */
  readonly recorded: () => string;
  readonly scan: (persona: PersonaName) => Scan;
}

const opened = new Map<Variant, Promise<LeakGateway>>();

/** The gateway of a world, opened once in a process. */
export function leakGateway(variant: Variant): Promise<LeakGateway> {
  const known = opened.get(variant) ?? open(variant);
  opened.set(variant, known);
  return known;
}

const lies: { place: Place } = { place: embedded };

/** Worlds that are opened from now on lie there. */
export const lieIn = (place: Place): void => void (lies.place = place);

/** The same for both worlds, so that their surrogates are. Invented for these tests. */
const root = createHash('sha256').update('a root key of the leak tests').digest('hex');

async function open(variant: Variant): Promise<LeakGateway> {
  const data = mkdtempSync(join(tmpdir(), `scrim-leaks-${variant}-`));
  process.once('exit', () => rmSync(data, { recursive: true, force: true }));
  const filled = world(variant);
  const environment = { SCRIM_DATA: data, SCRIM_ROOT: root };
  const configuration = await loadConfiguration(await lies.place(data, filled), environment);
  if (!isUsable(configuration)) throw new Error(JSON.stringify(configuration.findings));
  const lines: string[] = [];
  const sink = new PassThrough().on('data', (chunk: Buffer) => lines.push(chunk.toString('utf8')));
  // Clock and randomness are the same each time: what is found is found again.
  const ticks = { now: 0, drawn: 0 };
  const random = (bytes: number): Uint8Array =>
    Buffer.concat(
      Array.from({ length: Math.ceil(bytes / 32) }, () =>
        createHash('sha256')
          .update(`${variant} ${(ticks.drawn += 1)}`)
          .digest(),
      ),
    ).subarray(0, bytes);
  const clock = (): Date => new Date('2027-01-01T08:00:00Z');
  const now = (): number => (ticks.now += 1);
  const log = createLog(() => new Date(), sink);
  const metrics = createMetrics({ process: false });
  const around = { environment, pid: process.pid, clock, now, random, log, metrics, progress: () => undefined };
  const running = await start(configuration, around);
  const key = await demoKey(data, configuration.gateway.issuers[0]?.issuer ?? '');
  const [issuer] = configuration.gateway.issuers;
  const mint = (persona: PersonaName): Promise<string> =>
    mintToken({
      key,
      issuer: issuer?.issuer ?? '',
      audience: 'scrim',
      subject: personas[persona].subject,
      roles: personas[persona].roles,
      lifetime: 3600,
      now: clock().getTime() / 1000,
    });
  const tokens = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await mint(name)] as const)));
  return over({ url: `http://127.0.0.1:${running.port}`, running, world: filled, data, lines, tokens });
}

interface Opened {
  readonly url: string;
  readonly running: Running;
  readonly world: World;
  readonly data: string;
  readonly lines: readonly string[];
  readonly tokens: Readonly<Record<string, string>>;
}

function over({ url, running, world: filled, data, lines, tokens }: Opened): LeakGateway {
  const replies: { readonly to: PersonaName; readonly reply: Reply }[] = [];
  const scans = new Map<PersonaName, Scan>();
  const get: LeakGateway['get'] = async (path, init) => replyOf(await fetch(`${url}${path}`, init));
  return {
    world: filled,
    url,
    running,
    replies,
    token: async (persona) => tokens[persona] ?? '',
    ask: async (persona, query, { variables, operationName, purpose } = {}) => {
      const declared = purpose === undefined ? personas[persona].purpose : (purpose ?? undefined);
      const headers = {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        authorization: `Bearer ${tokens[persona]}`,
        ...(declared !== undefined && { 'scrim-purpose': declared }),
      };
      const reply = await get('/graphql', {
        method: 'POST',
        headers,
        body: JSON.stringify({ query, variables, operationName }),
      });
      replies.push({ to: persona, reply });
      return reply;
    },
    get,
    // When a line was written is a number like many.
    logged: () => lines.join('').replace(/"time":"[^"]*"/g, ''),
    // Each line begins with its length and its check sum.
    recorded: () =>
      readdirSync(join(data, 'ledger'))
        .map((name) => readFileSync(join(data, 'ledger', name), 'utf8'))
        // Lengths, check sums and places are numbers of the file: six of their digits can be anybody's by chance.
        .map((text) => text.replace(/^\d+ [0-9a-f]{8} (?=\{)/gm, '').replace(/"offset":\d+/g, ''))
        .join('\n'),
    scan: (persona) => {
      const known = scans.get(persona) ?? scanner(canariesFor(filled, personas[persona]));
      scans.set(persona, known);
      return known;
    },
  };
}

/** The numbers of an exposition of metrics are sums and times, whose digits can be anybody's by chance; names and labels stay. */
const withoutSamples = (text: string): string =>
  text.startsWith('# HELP') ? text.replace(/ [-+\d.eE]+$/gm, '') : text;

async function replyOf(response: Response): Promise<Reply> {
  const text = withoutSamples(await response.text());
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  const json = /json/.test(response.headers.get('content-type') ?? '');
  const body: ToldBody = json ? JSON.parse(text) : {};
  return { status: response.status, headers, text, body, data: body.data as Told };
}

/** A reply without what is drawn anew for each (receipts, cursors) and without surrogates of phones: their values differ. */
export const steady = ({ status, text }: Reply): string =>
  `${status} ${text.replace(/"(receipt|cursor|startCursor|endCursor)":"[^"]*"/g, '"$1":"…"').replace(/:"\+\d\d [^"]*"/g, ':"+…"')}`;
