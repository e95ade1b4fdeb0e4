import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { RequestRefused } from './refusal.ts';

/** The client went away before its request was whole: there is nobody to answer. */
export class ClientGone extends Error {}

/**
 * The body of a request as text. Never holds more than the bound, whether the client tells the length or not.
 * @throws RequestRefused 413, 400 where it is not UTF-8; ClientGone
 */
export function readBody(request: IncomingMessage, bound: number): Promise<string> {
  const told = Number(request.headers['content-length'] ?? 0);
  if (told > bound) return Promise.reject(tooLarge(bound));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= bound) chunks.push(chunk);
      else settle(() => reject(tooLarge(bound)));
    };
    const onEnd = (): void => {
      const bytes = Buffer.concat(chunks);
      settle(() => (isUtf8(bytes) ? resolve(bytes.toString('utf8')) : reject(notText())));
    };
    const onGone = (): void => settle(() => reject(new ClientGone()));
    const settle = (how: () => void): void => {
      request.off('data', onData).off('end', onEnd).off('close', onGone);
      how();
    };
    // An error is always followed by close; this keeps it from being thrown.
    request
      .on('data', onData)
      .on('end', onEnd)
      .on('close', onGone)
      .on('error', () => {});
  });
}

const tooLarge = (bound: number): RequestRefused => new RequestRefused(413, `the body is larger than ${bound} bytes`);
const notText = (): RequestRefused => new RequestRefused(400, 'the body is not valid UTF-8');
