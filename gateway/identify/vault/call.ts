import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';

/** One POST of JSON to Vault. */
export interface VaultCall {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly ca?: Buffer | undefined;
  readonly timeoutMs: number;
}

/** An answer is a key of some hundred bytes; more is no answer of Vault's. */
const most = 64 * 1024;

/** Why nothing came: a code of the network, `TIMEOUT`, `TOO_LARGE` or `CUT_OFF`. */
export class VaultSilent extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.name = 'VaultSilent';
    this.code = code;
  }
}

/** Sends it on a connection of its own and reads the answer whole. No redirect is followed. @throws VaultSilent */
export function callVault({ url, headers, body, ca, timeoutMs }: VaultCall): Promise<{
  readonly status: number;
  readonly text: string;
}> {
  const begin = url.protocol === 'https:' ? tlsRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const request = begin(url, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      ...(ca && { ca }),
      minVersion: 'TLSv1.2',
    });
    const fail = (code: string): void => {
      clearTimeout(timer);
      request.destroy();
      reject(new VaultSilent(code));
    };
    const timer = setTimeout(() => fail('TIMEOUT'), timeoutMs);
    request.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'NETWORK'));
    request.on('response', (response) =>
      collect(response, fail, (text) => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, text });
      }),
    );
    request.end(body);
  });
}

function collect(response: IncomingMessage, fail: (code: string) => void, done: (text: string) => void): void {
  const chunks: Buffer[] = [];
  let read = 0;
  response.on('data', (chunk: Buffer) => {
    read += chunk.length;
    chunks.push(chunk);
    if (read > most) fail('TOO_LARGE');
  });
  response.on('error', () => fail('CUT_OFF'));
  response.on('close', () => (response.complete ? done(Buffer.concat(chunks).toString('utf8')) : fail('CUT_OFF')));
}
