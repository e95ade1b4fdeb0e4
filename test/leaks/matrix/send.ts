import { Agent, request } from 'node:http';
import { settled } from '../demo-profiles.ts';
import type { Probe } from './probe.ts';

/** Somebody who sends: where to, with which token, and why. */
export interface Sender {
  readonly port: number;
  readonly token: string;
  readonly purpose: string | null;
  readonly agent: Agent;
}

/** What came back: all of it, and all of it that is not drawn anew for each answer. */
export interface Told {
  readonly raw: string;
  readonly settled: string;
}

export const keepAlive = (): Agent => new Agent({ keepAlive: true, maxSockets: 8 });

/** One request over HTTP, as it is. */
export const send = (sender: Sender, probe: Probe): Promise<Told> =>
  new Promise((resolve, reject) => {
    const { method = 'POST', path = '/graphql', body } = probe;
    const { port, agent } = sender;
    const asked = request({ host: '127.0.0.1', port, agent, method, path, headers: headersOf(sender, probe) });
    asked.once('error', reject);
    asked.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const headers = response.rawHeaders.flatMap((name, at, all) =>
          at % 2 === 0 && !/^(date|connection|keep-alive)$/i.test(name) ? [`${name}: ${all[at + 1]}`] : [],
        );
        const raw = `${response.statusCode}\n${headers.join('\n')}\n\n${Buffer.concat(chunks).toString('utf8')}`;
        resolve({ raw, settled: settled(raw) });
      });
    });
    asked.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  });

function headersOf({ token, purpose }: Sender, { headers, authorization, body }: Probe): Record<string, string> {
  const bearer = `Bearer ${token}`;
  return {
    authorization: authorization ? authorization(bearer) : bearer,
    accept: 'application/graphql-response+json',
    ...(purpose !== null && { 'scrim-purpose': purpose }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...headers,
  };
}
