import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Variables } from '../questions.ts';
import { serve } from '../servers/child.ts';
import { pathOf } from './path.ts';

/** The text of an answer for the variables of a request. */
export type Answer = (variables: Variables) => Promise<string>;

/** What a hand-written endpoint is: a path for each question, JSON in and JSON out, and nothing around it. */
export function listenRaw(answers: Readonly<Record<string, Answer>>): void {
  const byPath = new Map(Object.entries(answers).map(([name, answer]) => [pathOf(name), answer]));
  const server = createServer(async (request, response) => {
    const answer = byPath.get(request.url ?? '');
    if (!answer) return response.writeHead(404).end();
    try {
      const body = await read(request);
      const text = await answer((JSON.parse(body) as { readonly variables: Variables }).variables);
      return response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
        .end(text);
    } catch (error) {
      process.stderr.write(`${error}\n`);
      return response.writeHead(500).end();
    }
  });
  server.keepAliveTimeout = 65_000;
  server.listen(0, '127.0.0.1', () => serve((server.address() as AddressInfo).port));
}

function read(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
    request.on('error', reject);
  });
}
