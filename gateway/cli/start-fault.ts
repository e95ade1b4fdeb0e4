import { LedgerUnusable } from '../ledger/faults.ts';
import { FolderLocked } from '../stores/lock.ts';
import { GatewayError } from '../../schema/terms/errors.ts';

export interface Address {
  readonly host: string;
  readonly port: string;
}

/** What an operating system says of an address or a file, and what to do. */
const systemFaults: Readonly<Record<string, (address: Address, path: string) => string>> = {
  EADDRINUSE: ({ host, port }) =>
    `port ${port} of \`${host}\` is in use: stop what listens there, or choose another with \`--port\` or \`PORT\``,
  EADDRNOTAVAIL: ({ host }) => `\`${host}\` is no address of this machine: choose another with \`--host\` or \`HOST\``,
  ENOTFOUND: ({ host }) => `\`${host}\` is no address that is known here: choose another with \`--host\` or \`HOST\``,
  EACCES: ({ host, port }, path) =>
    path
      ? `\`${path}\` cannot be used: give this process the right to read and write it`
      : `this process may not listen on port ${port} of \`${host}\`: choose one above 1023 with \`--port\` or \`PORT\``,
  EROFS: (_, path) => `\`${path}\` cannot be written: its file system is read-only`,
  ENOSPC: () => 'the disk is full: make room for the data folder',
  EEXIST: (_, path) => `\`${path}\` is a file, where a folder is needed`,
  ENOTDIR: (_, path) => `\`${path}\` does not lie in a folder`,
};

/**
 * What kept a gateway from starting, in words for its operator; nothing where only the log may know. Errors of our own
 * say what to do; the text of any other may hold anything, so of those only the system's code and path are taken.
 */
export function startFault(error: unknown, address: Address): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path } = error as { readonly code?: unknown; readonly path?: unknown };
  if (isOurs(error, code)) return error.message;
  return typeof code === 'string' ? systemFaults[code]?.(address, typeof path === 'string' ? path : '') : undefined;
}

const isOurs = (error: Error, code: unknown): boolean =>
  error instanceof FolderLocked ||
  error instanceof LedgerUnusable ||
  error instanceof GatewayError ||
  (error.constructor === Error && code === undefined);
