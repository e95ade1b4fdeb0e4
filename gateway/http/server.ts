import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { watchConnections } from './connections.ts';
import { drain } from './drain.ts';
import type { Handler, Routes } from './exchange.ts';
import { defaultLimits, type ServerLimits } from './limits.ts';
import { type Observer, silentObserver } from './observer.ts';
import { RequestRefused } from './refusal.ts';
import type { Respond } from './respond.ts';
import { createServe } from './serve.ts';
import { withCommonHeaders } from './write.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Answers `/graphql`. */
  readonly handler: Handler;
  /** What else answers, by its exact path. */
  readonly routes?: Routes;
  readonly limits?: Partial<ServerLimits>;
  readonly respond: Respond;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly observer?: Observer;
}

export interface Listening {
  readonly host: string;
  readonly port: number;
  /** True from the first word of `close`. */
  readonly draining: () => boolean;
  /** Finishes every accepted request, at most for so many milliseconds. Tells whether something had to be cut off. */
  readonly close: (grace: number) => Promise<{ readonly forced: boolean }>;
}

/** The gateway's HTTP server: bounds, headers and a drain around handlers that see whole requests only. */
export async function listen(options: ListenOptions): Promise<Listening> {
  const { host, port, respond, observer = silentObserver } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersTimeout,
    requestTimeout: limits.requestTimeout,
    keepAliveTimeout: limits.keepAlive,
    connectionsCheckingInterval: Math.min(1000, Math.ceil(limits.headersTimeout / 2)),
  });
  server.maxConnections = limits.connections;
  const connections = watchConnections(server, (status, text) =>
    withCommonHeaders(respond.refusal(new RequestRefused(status, text), 'application/json')),
  );
  const { draining, close } = drain(server, limits.linger, options.now);
  const serve = createServe({ ...options, observer, limits, connections, draining });
  server.on('request', (request, response) => void serve(request, response));
  server.listen({ host, port });
  await once(server, 'listening');
  return { host, port: (server.address() as AddressInfo).port, draining, close };
}
