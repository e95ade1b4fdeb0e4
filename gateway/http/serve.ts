import type { IncomingMessage, ServerResponse } from 'node:http';
import { ClientGone, readBody } from './body.ts';
import type { Connections } from './connections.ts';
import type { Answer, Handler, HttpRequest, Routes } from './exchange.ts';
import { createGate } from './gate.ts';
import type { ServerLimits } from './limits.ts';
import { acceptedType } from './media-types.ts';
import type { Observer } from './observer.ts';
import { RequestRefused } from './refusal.ts';
import type { Respond } from './respond.ts';
import { write } from './write.ts';

export interface ServeOptions {
  readonly handler: Handler;
  readonly routes?: Routes;
  readonly limits: ServerLimits;
  readonly respond: Respond;
  readonly now: () => number;
  readonly observer: Observer;
  readonly connections: Connections;
  readonly draining: () => boolean;
}

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The way of one request through the server: head, body, handler, answer, one line for the log. */
export function createServe(options: ServeOptions): Serve {
  const { limits, respond, now, observer, connections, draining } = options;
  const gate = createGate(limits.inFlight);
  const routes = new Map(Object.entries(options.routes ?? {}));

  const answer = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<Answer> => {
    const route = routes.get(path);
    if (path !== '/graphql' && !route) throw new RequestRefused(404, 'nothing is here; the API is at `/graphql`');
    if (route && !route.methods.includes(request.method ?? ''))
      throw new RequestRefused(405, 'not by this method', { headers: { Allow: route.methods.join(', ') } });
    // Health and metrics pass the gate: a busy gateway is watched the closest.
    if (!route) gate.check();
    const whole = wholeRequest(request, response, await readBody(request, limits.bodyBytes));
    connections.begin(request.socket);
    response.once('close', () => connections.end(request.socket));
    return route ? route.handler(whole) : gate.pass(() => options.handler(whole));
  };

  return async (request, response) => {
    const began = now();
    const [path = ''] = (request.url ?? '').split('?', 1);
    const route = path === '/graphql' || routes.has(path) ? path : 'other';
    observer.started(route);
    const given = await answer(request, response, path).catch((error: unknown) => refusal(error, request, respond));
    if (given) await write(request, response, given, draining());
    const { kind, ...facts } = given?.outcome ?? {};
    observer.finished({
      method: request.method ?? '',
      route,
      status: given?.status ?? clientGone,
      duration: now() - began,
      ...(kind ? { outcome: kind } : {}),
      ...facts,
    });
  };
}

/** As other servers write it in their logs; no client ever gets it. */
const clientGone = 499;

const refusal = (error: unknown, request: IncomingMessage, respond: Respond): Answer | undefined =>
  error instanceof ClientGone
    ? undefined
    : respond.refusal(error, acceptedType(request.headers.accept) ?? 'application/json');

const wholeRequest = (request: IncomingMessage, response: ServerResponse, body: string): HttpRequest => ({
  method: request.method ?? '',
  url: request.url ?? '',
  headers: headersOf(request),
  body,
  source: request.socket.remoteAddress ?? '',
  gone: {
    ended: () => response.closed,
    onEnd: (act) => {
      response.once('close', act);
      return () => response.off('close', act);
    },
  },
});

/** Only cookies come as a list, and there are none here. */
function headersOf({ headers }: IncomingMessage): HttpRequest['headers'] {
  if (!headers['set-cookie']) return headers as HttpRequest['headers'];
  const { 'set-cookie': _, ...others } = headers;
  return others as HttpRequest['headers'];
}
