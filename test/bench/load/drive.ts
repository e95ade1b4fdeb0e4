import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
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
  readonly completed: number;
  /** Answers that told the client to come again later. */
  readonly refused: number;
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
}

/** Where a server answers something else than data, the race is void. */
export class AnswerWrong extends Error {}

export async function openLane(port: number, connections: number): Promise<Lane> {
  const sockets = Array.from({ length: connections }, () => connect({ port, host: '127.0.0.1', noDelay: true }));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  // Where the next run begins: other arguments each time.
  const place = { at: 0 };
  const ask = async (requests: readonly Buffer[], from: number, milliseconds: number, end: number): Promise<Run> => {
    const began = performance.now();
    const turn: Turn = { requests, until: began + milliseconds, end, latencies: [], next: from, refused: 0 };
    await Promise.all(sockets.map((socket) => keepAsking(socket, turn)));
    place.at = turn.next;
    const { latencies, refused } = turn;
    return { completed: latencies.length, refused, elapsed: performance.now() - began, latencies };
  };
  return {
    run: (requests, milliseconds) => ask(requests, place.at, milliseconds, Number.POSITIVE_INFINITY),
    each: (requests) => ask(requests, 0, Number.POSITIVE_INFINITY, requests.length),
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function keepAsking(socket: Socket, turn: Turn): Promise<void> {
  return new Promise((resolve, reject) => {
    const frame = framing();
    const clock = { sent: 0 };
    const send = (): void => {
      clock.sent = performance.now();
      socket.write(turn.requests[turn.next++ % turn.requests.length] ?? '');
    };
    const leave = (error?: Error): void => {
      socket.off('data', onData).off('close', onClose).off('error', leave);
      if (error) reject(error);
      else resolve();
    };
    const onClose = (): void => leave(new AnswerWrong('the server closed a connection'));
    const onData = (chunk: Buffer): void => {
      if (!frame.take(chunk)) return;
      const { status, begins, retryAfter } = frame.answer();
      const now = performance.now();
      if (status === 200 && begins.includes('{"data":{')) turn.latencies.push(now - clock.sent);
      else if (status === 503 && retryAfter) turn.refused += 1;
      else return leave(new AnswerWrong(`the server answered ${status}: ${begins}`));
      if (now < turn.until && turn.next < turn.end) send();
      else leave();
    };
    socket.on('data', onData).on('close', onClose).on('error', leave);
    send();
  });
}
