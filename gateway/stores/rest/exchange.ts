import { Agent as PlainAgent, type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { Agent, request as tlsRequest } from 'node:https';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { faultOfNetwork, RestFault } from './faults.ts';

/** One call, as it is sent. */
export interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** What bounds one call. */
export interface Bounds {
  readonly timeMs: number;
  readonly bytes: number;
  /** Counts bytes as they come. @throws GatewayError */
  readonly spend?: ((bytes: number) => void) | undefined;
  /** Runs `act` when nobody waits any more; gives what forgets it. */
  readonly onEnd?: ((act: () => void) => () => void) | undefined;
}

export interface Exchange {
  /** Sends one call and reads its answer whole, whatever its status. @throws RestFault, or what `spend` throws */
  readonly send: (sent: Sent, bounds: Bounds) => Promise<Answered>;
  readonly close: () => void;
}

interface Wires {
  readonly allowed: (address: string) => boolean;
  readonly lookup: LookupFunction;
  readonly tls: SecureContextOptions;
  readonly concurrent: number;
}

/** Calls over connections to allowed addresses alone. Nothing is followed, and nothing is unpacked. */
export function exchange({ allowed, lookup, tls, concurrent }: Wires): Exchange {
  const shared = { keepAlive: true, maxSockets: concurrent, maxFreeSockets: concurrent, timeout: 60_000 };
  const secure = new Agent({ ...shared, ...tls, rejectUnauthorized: true, minVersion: 'TLSv1.2' });
  const plain = new PlainAgent(shared);
  const begin = ({ method, url, headers, body }: Sent): ClientRequest => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // What is an address already is never looked up.
    if (isIP(host) !== 0 && !allowed(host)) throw new RestFault('unavailable', 'ADDRESS_REFUSED');
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = {
      method,
      lookup,
      headers: { accept: 'application/json', 'accept-encoding': 'identity', ...headers, ...length },
    };
    return url.protocol === 'https:'
      ? tlsRequest(url, { ...options, agent: secure })
      : plainRequest(url, { ...options, agent: plain });
  };
  return {
    send: (sent, bounds) =>
      new Promise((resolve, reject) => {
        const request = begin(sent);
        const running: { timer?: NodeJS.Timeout; forget?: (() => void) | undefined } = {};
        const settle = (act: () => void): void => {
          clearTimeout(running.timer);
          running.forget?.();
          act();
        };
        const stop = (error: unknown): void => {
          request.destroy();
          settle(() => reject(error));
        };
        const fail = (error: unknown): void => stop(faultOfNetwork(error));
        request.on('error', fail);
        running.timer = setTimeout(() => stop(new RestFault('timeout', 'CALL_TIMEOUT')), bounds.timeMs);
        // Where it has ended already, this is told at once.
        running.forget = bounds.onEnd?.(() => stop(new RestFault('timeout', 'ENDED')));
        request.on('socket', (socket) => onConnected(socket, allowed, stop));
        request.on('response', (response) =>
          collect(response, bounds, stop, (answered) => settle(() => resolve(answered)), fail),
        );
        request.end(sent.body);
      }),
    close: () => {
      secure.destroy();
      plain.destroy();
    },
  };
}

/** INVARIANT: whatever was looked up and however, nothing is answered from an address that is not allowed. */
function onConnected(socket: Socket, allowed: (address: string) => boolean, stop: (error: unknown) => void): void {
  const check = (): void => {
    if (!allowed(socket.remoteAddress ?? '')) stop(new RestFault('unavailable', 'ADDRESS_REFUSED'));
  };
  if (socket.connecting) socket.once('connect', check);
  else check();
}

function collect(
  response: IncomingMessage,
  { bytes, spend }: Bounds,
  stop: (error: unknown) => void,
  done: (answered: Answered) => void,
  fail: (error: unknown) => void,
): void {
  const chunks: Buffer[] = [];
  let read = 0;
  const refused = response.headers['content-encoding'];
  if (refused !== undefined && refused !== 'identity') return stop(new RestFault('statement', 'ENCODING'));
  response.on('data', (chunk: Buffer) => {
    read += chunk.length;
    chunks.push(chunk);
    if (read > bytes) return stop(new RestFault('statement', 'TOO_LARGE'));
    try {
      spend?.(chunk.length);
    } catch (error) {
      stop(error);
    }
  });
  response.on('error', fail);
  response.on('close', () => {
    if (response.complete)
      done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
    else fail(new RestFault('unavailable', 'CUT_OFF'));
  });
}
