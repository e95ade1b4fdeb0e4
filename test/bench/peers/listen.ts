import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '../servers/child.ts';

/** Serves on a port of its own and tells the race. */
export function listenAs(handler: RequestListener): void {
  const server = createServer(handler);
  server.keepAliveTimeout = 65_000;
  server.listen(0, '127.0.0.1', () => serve((server.address() as AddressInfo).port));
}
