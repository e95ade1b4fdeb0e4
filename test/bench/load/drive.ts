import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { framing } from './framing.ts';

/** So many connections to one server, each with one request in flight at a time. */
export interface Lane {
  /** Sends for so many milliseconds and waits for what is under way. */
  readonly run: (requests: readonly Buffer[], milliseconds: number) => Promise<Run>;
  /** Sends each of them once. */
  readonly each: (requests: readonly Buffer[]) => Promise<Run>;
  readonly close: () => void;
}

export interface Run {
  /** Answers with data. */
  readonly completed: number;
  /** Answers that told the client to come again later. */
  readonly refused: number;
  /** Connections that ended without an answer. */
  readonly cut: number;
  /** Milliseconds until the last answer. */
  readonly elapsed: number;
  /** Milliseconds that each answer with data took, in the order of their ends. */
  readonly latencies: readonly number[];
}

interface Turn {
  readonly requests: readonly Buffer[];
  /** When nothing more is sent, by the clock or by the number of the next request. */
  readonly until: number;
  readonly end: number;
  readonly latencies: number[];
  next: number;
  refused: number;
  cut: number;
}

interface Line {
  readonly port: number;
  socket: Socket;
}

/** Where a server answers something else than data, the race is void. */
export class AnswerWrong extends Error {}

/** Milliseconds after which the n-th client that was refused asks again: what `Retry-After` says, not all of them at once. */
const patience = (n: number): number => 1000 + ((n * 7919) % 1000);

export async function openLane(port: number, connections: number): Promise<Lane> {
  const lines: Line[] = [];
  while (lines.length < connections) {
    // Fewer at a time than a server's queue of new connections holds, or the kernel drops some and tries again much later.
    const more = Array.from({ length: Math.min(128, connections - lines.length) }, () => dial(port));
    await Promise.all(more.map((socket) => once(socket, 'connect')));
    lines.push(...more.map((socket) => ({ port, socket })));
  }
  // Where the next run begins: other arguments each time.
  const place = { at: 0 };
  const ask = async (requests: readonly Buffer[], from: number, milliseconds: number, end: number): Promise<Run> => {
    const began = performance.now();
    const turn: Turn = { requests, until: began + milliseconds, end, latencies: [], next: from, refused: 0, cut: 0 };
    await Promise.all(lines.map((line) => keepAsking(line, turn)));
    place.at = turn.next;
    const { latencies, refused, cut } = turn;
    return { completed: latencies.length, refused, cut, elapsed: performance.now() - began, latencies };
  };
  return {
    run: (requests, milliseconds) => ask(requests, place.at, milliseconds, Number.POSITIVE_INFINITY),
    each: (requests) => ask(requests, 0, Number.POSITIVE_INFINITY, requests.length),
    close: () => {
      for (const { socket } of lines) socket.destroy();
    },
  };
}

/** A connection that is cut while nobody waits on it is noticed when somebody does. */
const dial = (port: number): Socket => connect({ port, host: '127.0.0.1', noDelay: true }).on('error', () => undefined);

async function keepAsking(line: Line, turn: Turn): Promise<void> {
  for (;;) {
    const { later, anew } = await untilStopped(line.socket, turn);
    if (!later) return;
    await new Promise((resolve) =>
      setTimeout(resolve, Math.min(patience(turn.refused), Math.max(0, turn.until - performance.now()))),
    );
    if (anew) {
      line.socket.destroy();
      line.socket = dial(line.port);
      await once(line.socket, 'connect');
    }
    if (performance.now() >= turn.until) return;
  }
}

/** Whether to go on in a while, and whether on another connection. */
interface Stop {
  readonly later: boolean;
  readonly anew: boolean;
}

/** Asks again as soon as there is an answer, without a promise for each. */
function untilStopped(socket: Socket, turn: Turn): Promise<Stop> {
  return new Promise((resolve, reject) => {
    const frame = framing();
    const clock = { sent: 0 };
    const send = (): void => {
      clock.sent = performance.now();
      socket.write(turn.requests[turn.next++ % turn.requests.length] ?? '');
    };
    const leave = (stop: Stop): void => {
      socket.off('data', onData).off('close', onClose);
      resolve(stop);
    };
    const onClose = (): void => {
      turn.cut += 1;
      leave({ later: true, anew: true });
    };
    const onData = (chunk: Buffer): void => {
      if (!frame.take(chunk)) return;
      const answer = frame.answer();
      const now = performance.now();
      if (answer.status === 503 && answer.retryAfter) {
        turn.refused += 1;
        return leave({ later: true, anew: answer.closes });
      }
      if (answer.status !== 200 || !answer.begins.includes('{"data":{'))
        return reject(new AnswerWrong(`the server answered ${answer.status}: ${answer.begins}`));
      turn.latencies.push(now - clock.sent);
      if (now < turn.until && turn.next < turn.end) send();
      else leave({ later: false, anew: false });
    };
    socket.on('data', onData).on('close', onClose);
    if (socket.destroyed) onClose();
    else send();
  });
}
