import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** What a double of Vault was asked, and how it is told to answer. */
export interface VaultDouble {
  readonly address: string;
  /** What `vault write -field=ciphertext transit/datakey/wrapped/scrim` would print for this key. */
  readonly wrap: (secret: Uint8Array) => string;
  readonly asked: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  /** The next answers, in place of the usual ones. */
  readonly instead: { readonly status: number; readonly body?: string; readonly location?: string }[];
  readonly close: () => Promise<void>;
}

export const vaultToken = 'hvs.invented-token-of-a-test';

/**
 * The decrypt call of Vault's transit engine as its API documentation has it: `POST /v1/transit/decrypt/:name` with
 * `X-Vault-Token` and `X-Vault-Request`, `{ ciphertext }` in, `{ data: { plaintext } }` with base64 out, errors as `{ errors }`.
 */
export async function vaultDouble(tls?: { readonly key: string; readonly cert: string }): Promise<VaultDouble> {
  const kek = randomBytes(32);
  const asked: VaultDouble['asked'] = [];
  const instead: { status: number; body?: string; location?: string }[] = [];
  const answer = (request: IncomingMessage, body: string): { status: number; body: string; location?: string } => {
    asked.push({ path: request.url ?? '', headers: request.headers });
    const told = instead.shift();
    if (told) return { body: '{"errors":["told so"]}', ...told };
    if (request.headers['x-vault-request'] !== 'true') return { status: 412, body: '{"errors":[]}' };
    if (request.headers['x-vault-token'] !== vaultToken)
      return { status: 403, body: '{"errors":["permission denied"]}' };
    if (request.method !== 'POST' || request.url !== '/v1/transit/decrypt/scrim')
      return { status: 404, body: '{"errors":[]}' };
    const { ciphertext } = JSON.parse(body) as { readonly ciphertext: string };
    const plaintext = unwrapped(kek, ciphertext)?.toString('base64');
    return plaintext === undefined
      ? { status: 400, body: '{"errors":["cipher: message authentication failed"]}' }
      : { status: 200, body: JSON.stringify({ request_id: 'r', lease_id: '', renewable: false, data: { plaintext } }) };
  };
  const listen = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { status, body, location } = answer(request, Buffer.concat(chunks).toString('utf8'));
      response.writeHead(status, { 'content-type': 'application/json', ...(location && { location }) }).end(body);
    });
  };
  const server: Server = tls ? createTlsServer(tls, listen) : createServer(listen);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    address: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    wrap: (secret) => wrapped(kek, secret),
    asked,
    instead,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function wrapped(kek: Buffer, secret: Uint8Array): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', kek, nonce);
  const sealed = Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return `vault:v1:${sealed.toString('base64')}`;
}

function unwrapped(kek: Buffer, ciphertext: string): Buffer | undefined {
  const sealed = Buffer.from(ciphertext.replace(/^vault:v1:/, ''), 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', kek, sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
  } catch {
    return undefined;
  }
}
