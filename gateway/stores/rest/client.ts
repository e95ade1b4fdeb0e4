import type { IncomingHttpHeaders } from 'node:http';
import { pauseBefore } from '../backoff.ts';
import type { Call as Reading } from '../contract.ts';
import { type Call, type Says, written } from './calls.ts';
import type { Answered, Exchange } from './exchange.ts';
import { faultOfStatus, isPassing, RestFault, throttled } from './faults.ts';
import { type Json, type JsonBounds, JsonRefused, readJson } from './json.ts';
import type { RestOptions } from './options.ts';
import { valueAt, wayOf } from './pointer.ts';
import type { Credentials } from './tokens.ts';
import type { Turns } from './turns.ts';

/** What an API answered: its JSON, or nothing where it says that there is none. */
export interface Told {
  readonly json: Json | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly url: URL;
}

/** What bounds the calls of one read. */
export interface Within {
  /** By the clock that never goes back. */
  readonly deadline: number;
  readonly reading?: Reading | undefined;
}

export interface Client {
  /** @throws RestFault, or what the reading's own bounds throw */
  readonly ask: (call: Call, within: Within) => Promise<Told>;
}

interface Needs {
  readonly exchange: Exchange;
  readonly turns: Turns;
  readonly credentials: Credentials;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly random: () => number;
}

type ClientOptions = Pick<RestOptions, 'attempts' | 'callTimeoutMs' | 'errors' | 'headers' | 'response' | 'url'>;

/** How often one call may be sent on to another address of the same host. */
const hops = 3;
/** An API is kept to the patience that it asks for, but for no longer: one that asks for days would be gone by a slip. */
const longestRest = 300_000;

/** Asks with patience: what passes is tried again, after pauses with chance in them, within the time that the read has. */
export function client(options: ClientOptions, needs: Needs): Client {
  const { attempts, callTimeoutMs, response, headers } = options;
  const { exchange, turns, credentials, now, wait, random } = needs;

  const send = (call: Call, says: Says, { deadline, reading }: Within): Promise<Answered> =>
    turns.take(deadline, () => {
      const timeMs = Math.min(callTimeoutMs, deadline - now());
      if (reading?.ended()) throw new RestFault('timeout', 'ENDED');
      if (timeMs <= 0) throw new RestFault('timeout', 'READ_TIMEOUT');
      const sent = written({ ...call, says: [...call.says, ...says] }, headers);
      return exchange.send(sent, { timeMs, bytes: response.bytes, spend: reading?.spend, onEnd: reading?.onEnd });
    });
  const once = async (call: Call, within: Within, left = hops): Promise<Told> => {
    const says = await credentials.says();
    const answered = await send(call, says, within);
    const { status, headers: heads } = answered;
    if (status === 429 || status === 503) rested(heads);
    if (status === 304 && isConditional(call)) return { json: undefined, headers: heads, url: call.url };
    if (status >= 300 && status < 400) return once(onward(call, answered, left), within, left - 1);
    try {
      return { json: jsonOf(options, answered), headers: heads, url: call.url };
    } catch (error) {
      if (!isUnauthorized(error) || left < hops || !credentials.renew(says)) throw error;
      return once(call, within, left - 1);
    }
  };
  /** RFC 9110, section 10.2.3: seconds, or a date, which is the API's own clock's. */
  const rested = (heads: IncomingHttpHeaders): void => {
    const after = heads['retry-after'] ?? '';
    const ms = /^\d{1,15}$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.parse(heads.date ?? '');
    if (ms > 0) turns.rest(Math.min(ms, longestRest));
  };
  return {
    ask: async (call, within) => {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await once(call, within);
        } catch (error) {
          const pause = pauseBefore(attempt, random);
          if (!isPassing(error) || attempt + 1 >= attempts || now() + pause >= within.deadline) throw error;
          if (within.reading?.ended()) throw new RestFault('timeout', 'ENDED');
          await wait(pause);
        }
      }
    },
  };
}

const isUnauthorized = (error: unknown): boolean => error instanceof RestFault && error.state === 'HTTP_401';

/** RFC 9110, section 15.4.5: who asks on a condition may be told that nothing fulfils it. */
const isConditional = ({ says }: Call): boolean => says.some(([place]) => /^header:if-/i.test(place));

/** Where the same host sends a call on to, with what it said; credentials never go to another one. */
function onward(call: Call, { status, headers }: Answered, left: number): Call {
  const to = URL.parse(headers.location ?? '', call.url);
  const kept = call.method === 'GET' || status === 307 || status === 308;
  if (!to || to.origin !== call.url.origin || !kept || left <= 0) throw new RestFault('statement', 'REDIRECT');
  return {
    ...call,
    url: to,
    says: call.says.filter(([place]) => place.startsWith('/') || place.startsWith('header:')),
  };
}

function jsonOf({ errors, response }: ClientOptions, { status, body }: Answered): Json | undefined {
  if (status === 204) return undefined;
  if (status < 200 || status > 299) throw faultOfStatus(status);
  const json = parsed(body, response);
  const found = errors && valueAt(json, wayOf(errors.at));
  if (!errors || found === undefined || found === null) return json;
  const says = (codes: readonly (string | number)[]): boolean => codes.some((code) => String(code) === String(found));
  if (says(errors.fine)) return json;
  if (says(errors.nothing)) return undefined;
  if (says(errors.throttled)) throw new RestFault('unavailable', throttled);
  throw says(errors.unauthorized) ? new RestFault('unavailable', 'HTTP_401') : new RestFault('statement', 'TOLD_ERROR');
}

function parsed(body: Buffer, most: JsonBounds): Json {
  try {
    return readJson(body, most);
  } catch (error) {
    throw new RestFault('statement', error instanceof JsonRefused ? error.message : 'JSON');
  }
}
