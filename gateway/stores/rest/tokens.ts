import * as oauth from 'oauth4webapi';
import type { Says } from './calls.ts';
import type { Answered, Exchange, Sent } from './exchange.ts';
import { RestFault } from './faults.ts';
import { readJson } from './json.ts';
import type { Authorization } from './authorization-options.ts';
import { valueAt, wayOf } from './pointer.ts';

/** A token, and how long it is good for. */
interface Issued {
  readonly token: string;
  readonly seconds: number;
}

export interface TokenNeeds {
  readonly send: Exchange['send'];
  readonly now: () => number;
  readonly timeMs: number;
}

/** How the gateway shows an API who it is. */
export interface Credentials {
  /** What each call says of it. @throws RestFault where no token is to be had */
  readonly says: () => Promise<Says>;
  /** What was said is worth nothing any more. Tells whether anything else can be said. */
  readonly renew: (said: Says) => boolean;
}

const unsaid: Says = [];
/** A token is replaced so many seconds before its end, and lives an hour where nobody says how long. */
const lead = 30;
const usual = 3600;
const largest = 100_000;
const bounds = { depth: 16, values: 1_000 } as const;

type Issuer<A extends Authorization> = (options: A, needs: TokenNeeds) => () => Promise<Issued>;
type Granted = Extract<Authorization, { by: 'client-credentials' | 'refresh-token' }>;

export function credentials(options: Authorization, needs: TokenNeeds): Credentials {
  if (options.by === 'none') return fixed(unsaid);
  if (options.by === 'header') return fixed([[`header:${options.name}`, options.value]]);
  if (options.by === 'token-call') {
    const { put } = options;
    return renewed(callForToken(options, needs), needs, (token) =>
      Object.entries(put).map(([place, text]) => [place, text.replaceAll('{token}', () => token)]),
    );
  }
  const { header = 'Authorization', scheme } = options.put;
  return renewed(grant(options, needs), needs, (token) => [
    [`header:${header}`, scheme === '' ? token : `${scheme} ${token}`],
  ]);
}

const fixed = (says: Says): Credentials => ({ says: async () => says, renew: () => false });

/** One token for everybody, asked for once however many need it. */
function renewed(issue: () => Promise<Issued>, { now }: TokenNeeds, saying: (token: string) => Says): Credentials {
  const state: { says?: Says; until: number; asking?: Promise<Says> | undefined } = { until: 0 };
  const ask = async (): Promise<Says> => {
    try {
      const { token, seconds } = await issue();
      state.says = saying(token);
      state.until = now() + Math.max(seconds - lead, seconds / 2) * 1000;
      return state.says;
    } finally {
      state.asking = undefined;
    }
  };
  return {
    says: async () => {
      if (state.says && now() < state.until) return state.says;
      state.asking ??= ask();
      return state.asking;
    },
    renew: (said) => {
      if (said === state.says) state.until = 0;
      return true;
    },
  };
}

/** RFC 6749, sections 4.4 and 6. A refresh token that is replaced is remembered while the process lives. */
const grant: Issuer<Granted> = (options, { send, timeMs }) => {
  const { tokenUrl, clientId, clientSecret, scope } = options;
  const server = { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl };
  const client = { client_id: clientId };
  const auth = (options.send === 'post' ? oauth.ClientSecretPost : oauth.ClientSecretBasic)(clientSecret);
  const wires = {
    [oauth.customFetch]: fetching(send, timeMs),
    [oauth.allowInsecureRequests]: new URL(tokenUrl).protocol === 'http:',
  };
  const parameters = new URLSearchParams(scope === undefined ? {} : { scope });
  const state = { refresh: options.by === 'refresh-token' ? options.refreshToken : '' };
  const ask = async (): Promise<oauth.TokenEndpointResponse> => {
    if (options.by === 'client-credentials') {
      const answer = await oauth.clientCredentialsGrantRequest(server, client, auth, parameters, wires);
      return oauth.processClientCredentialsResponse(server, client, answer);
    }
    const more = { ...wires, additionalParameters: parameters };
    const answer = await oauth.refreshTokenGrantRequest(server, client, auth, state.refresh, more);
    const found = await oauth.processRefreshTokenResponse(server, client, answer);
    state.refresh = found.refresh_token ?? state.refresh;
    return found;
  };
  return async () => {
    try {
      const { access_token, expires_in } = await ask();
      return { token: access_token, seconds: expires_in ?? usual };
    } catch (error) {
      // The library's words repeat what the server said.
      throw error instanceof RestFault ? error : new RestFault('unavailable', 'NO_TOKEN');
    }
  };
};

/** The library speaks `fetch`; what it says goes the way of every other call. */
const fetching =
  (send: Exchange['send'], timeMs: number) =>
  async (address: string, { method, headers, body }: oauth.CustomFetchOptions<string, unknown>): Promise<Response> => {
    const sent: Sent = { method, url: new URL(address), headers, ...(body ? { body: String(body) } : {}) };
    const { status, headers: heads, body: bytes } = await send(sent, { timeMs, bytes: largest });
    const type = heads['content-type'];
    return new Response(new Uint8Array(bytes), { status, headers: type === undefined ? {} : { 'content-type': type } });
  };

/** A token for secrets that are posted as JSON. */
const callForToken: Issuer<Extract<Authorization, { by: 'token-call' }>> =
  ({ tokenUrl, body, token, expiresIn }, { send, timeMs }) =>
  async () => {
    const headers = { 'content-type': 'application/json' };
    const sent: Sent = { method: 'POST', url: new URL(tokenUrl), headers, body: JSON.stringify(body) };
    return issuedIn(await send(sent, { timeMs, bytes: largest }), token, expiresIn);
  };

function issuedIn({ status, body }: Answered, token: string, expiresIn: string | undefined): Issued {
  try {
    const json = readJson(body, bounds);
    const found = valueAt(json, wayOf(token));
    const seconds = expiresIn === undefined ? usual : Number(valueAt(json, wayOf(expiresIn)));
    if (status === 200 && typeof found === 'string' && found !== '')
      return { token: found, seconds: seconds > 0 ? seconds : usual };
  } catch {
    // It is no token, whatever it is.
  }
  throw new RestFault('unavailable', 'NO_TOKEN');
}
