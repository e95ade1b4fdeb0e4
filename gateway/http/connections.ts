import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Answer } from './exchange.ts';

/** Which accepted requests a connection still owes an answer, so that nothing closes it before. */
export interface Connections {
  readonly begin: (socket: Duplex) => void;
  readonly end: (socket: Duplex) => void;
}

interface State {
  owed: number;
  broken?: Error;
}

/**
 * Answers what is no HTTP, or never became a whole request, and closes the connection. A request that came whole before
 * the garbage on the same connection is answered first.
 */
export function watchConnections(server: Server, refuse: (status: number, text: string) => Answer): Connections {
  const states = new WeakMap<Duplex, State>();
  const stateOf = (socket: Duplex): State => {
    const state = states.get(socket) ?? { owed: 0 };
    states.set(socket, state);
    return state;
  };
  const close = (socket: Duplex, error: Error): void => {
    if (socket.writable && !hasStartedAnswer(socket)) socket.write(rawAnswer(error, refuse));
    socket.end(() => socket.destroy());
  };
  server.on('clientError', (error, socket) => {
    const state = stateOf(socket);
    if (state.broken) return;
    state.broken = error;
    socket.pause();
    // A request that came whole in the same bytes is counted a moment later, once its body was read.
    setImmediate(() => {
      if (state.owed === 0) close(socket, error);
    });
  });
  return {
    begin: (socket) => {
      stateOf(socket).owed += 1;
    },
    end: (socket) => {
      const state = stateOf(socket);
      state.owed -= 1;
      if (state.broken && state.owed === 0) close(socket, state.broken);
    },
  };
}

/** What Node calls the fault, and what the client is told. */
const faults: Readonly<Record<string, readonly [number, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'the headers are too large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'the request took too long to arrive'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'the body is not usable'],
};

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  413: 'Content Too Large',
  431: 'Request Header Fields Too Large',
};

function rawAnswer(error: Error, refuse: (status: number, text: string) => Answer): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const [status, text] = faults[code] ?? [400, 'this is not an HTTP request'];
  const { headers, body } = refuse(status, text);
  const lines = Object.entries({ ...headers, Connection: 'close', 'Content-Length': Buffer.byteLength(body) });
  return `HTTP/1.1 ${status} ${reasons[status]}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

/** Node's own mark of an answer under way: a second head on top of it would be read as its body. */
function hasStartedAnswer(socket: Duplex): boolean {
  const message = '_httpMessage' in socket ? (socket._httpMessage as { readonly headersSent?: boolean } | null) : null;
  return message?.headersSent === true;
}
