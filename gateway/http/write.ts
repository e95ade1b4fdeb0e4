import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './exchange.ts';

/** On everything that leaves. An answer may say otherwise only of what holds no data. */
const commonHeaders = {
  'Cache-Control': 'private, no-store',
  Vary: 'Authorization, Scrim-Purpose, Accept',
  'X-Content-Type-Options': 'nosniff',
};

export const withCommonHeaders = (answer: Answer): Answer => ({
  ...answer,
  headers: { ...commonHeaders, ...answer.headers },
});

/** A client that still sends may be read and thrown away for this long, so that it gets to see why it was refused. */
const discardTime = 2_000;
const discardBytes = 16 * 1024 * 1024;

/** Resolves when the answer is out, or nobody is there to take it. */
export async function write(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  last: boolean,
): Promise<void> {
  if (response.destroyed) return;
  const done = new Promise<void>((resolve) => response.once('close', resolve));
  const { status, headers, body } = answer;
  const unread = !request.complete;
  response.writeHead(status, {
    ...commonHeaders,
    ...headers,
    'Content-Length': typeof body === 'string' ? Buffer.byteLength(body) : body.length,
    ...(last || unread ? { Connection: 'close' } : {}),
  });
  if (!unread) response.end(body);
  else {
    // Ended now, the connection would be reset under the client's hands and the answer lost on the way.
    response.write(body);
    discard(request, () => response.end());
  }
  await done;
}

function discard(request: IncomingMessage, then: () => void): void {
  let seen = 0;
  const stop = (): void => {
    clearTimeout(timer);
    request.off('data', count).off('end', stop).off('close', stop);
    then();
  };
  const count = (chunk: Buffer): void => {
    seen += chunk.length;
    if (seen > discardBytes) stop();
  };
  const timer = setTimeout(stop, discardTime);
  request.on('data', count).once('end', stop).once('close', stop);
  request.resume();
}
