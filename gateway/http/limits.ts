/** What a connection may take of the server. Times in milliseconds. */
export interface ServerLimits {
  readonly bodyBytes: number;
  readonly headerBytes: number;
  /** For the head of a request to arrive. */
  readonly headersTimeout: number;
  /** For a whole request to arrive. */
  readonly requestTimeout: number;
  /** For the next request on an idle connection. */
  readonly keepAlive: number;
  /** GraphQL requests that are answered at the same time; beyond it a request is refused before it is read. */
  readonly inFlight: number;
  readonly connections: number;
  /** How long a server that is about to stop still takes requests, each answered with `Connection: close`. */
  readonly linger: number;
}

export const defaultLimits: ServerLimits = Object.freeze({
  bodyBytes: 1024 * 1024,
  headerBytes: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAlive: 65_000,
  inFlight: 512,
  connections: 8_192,
  linger: 250,
});
