import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Mischief, say } from './rest-server.ts';

type Body = Readonly<Record<string, unknown>>;

/** A server that behaves like a vendor's, with what it was asked. */
export interface Vendor {
  readonly url: string;
  readonly asked: string[];
  /** Tokens that it gave and still takes. */
  readonly tokens: Set<string>;
  /** What it does instead of its duty, where that is done. */
  mischief: Mischief | undefined;
  readonly close: () => Promise<void>;
}

type Answering = (vendor: Vendor, request: IncomingMessage, url: URL, body: string, response: ServerResponse) => void;

async function serve(answer: Answering): Promise<Vendor> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    vendor.asked.push(`${request.method} ${request.url} ${body}`);
    const url = new URL(request.url ?? '/', vendor.url);
    if (!vendor.mischief?.(request, response, url)) answer(vendor, request, url, body, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const vendor: Vendor = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    tokens: new Set(),
    mischief: undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return vendor;
}

const give = (vendor: Vendor): string => {
  const token = `token-${vendor.tokens.size + 1}-${vendor.asked.length}`;
  vendor.tokens.add(token);
  return token;
};

/**
 * Records as Zoho CRM's version 8 gives them: `fields` must be named, `ids` and `page_token` may be, 204 where there are none,
 * 304 where nothing was modified since, the newest first unless `sort_order` says otherwise.
 */
export const zoho = (modules: Readonly<Record<string, readonly Body[]>>): Promise<Vendor> =>
  serve((vendor, request, url, body, response) => {
    if (url.pathname === '/oauth/v2/token') {
      const asked = new URLSearchParams(body);
      const fine =
        asked.get('grant_type') === 'refresh_token' &&
        asked.get('refresh_token') === 'r-1' &&
        asked.get('client_secret') === 's';
      const token = {
        access_token: fine ? give(vendor) : '',
        expires_in: 3600,
        api_domain: vendor.url,
        token_type: 'Bearer',
      };
      return void say(response, 200, JSON.stringify(fine ? token : { error: 'invalid_code' }));
    }
    const shown = request.headers.authorization?.replace('Zoho-oauthtoken ', '') ?? '';
    if (!vendor.tokens.has(shown)) return void say(response, 401, '{"code":"INVALID_TOKEN","status":"error"}');
    if (url.pathname === '/crm/v8/settings/modules') return void say(response, 200, '{"modules":[]}');
    const records = modules[url.pathname.replace('/crm/v8/', '')];
    if (!records) return void say(response, 400, '{"code":"INVALID_MODULE","status":"error"}');
    const asked = url.searchParams;
    const fields = asked.get('fields')?.split(',');
    if (!fields) return void say(response, 400, '{"code":"REQUIRED_PARAM_MISSING","status":"error"}');
    const ids = asked.get('ids')?.split(',');
    const since = request.headers['if-modified-since'];
    if (since !== undefined && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(since))
      return void say(response, 400, '{"code":"INVALID_DATA","status":"error"}');
    const isNew = (one: Body): boolean =>
      since === undefined || Date.parse(String(one['Modified_Time'])) > Date.parse(since);
    if (!records.some(isNew)) return void response.writeHead(304).end();
    const up = asked.get('sort_order') === 'asc';
    const sorted = records
      .filter((one) => isNew(one) && (!ids || ids.includes(String(one['id']))))
      .toSorted((one, other) => (BigInt(String(one['id'])) < BigInt(String(other['id'])) === up ? -1 : 1));
    const from = Number(asked.get('page_token')?.slice(2) ?? 0);
    const size = Math.min(Number(asked.get('per_page') ?? 200), 3);
    const page = sorted.slice(from, from + size);
    if (page.length === 0) return void response.writeHead(204).end();
    const more = from + size < sorted.length;
    const data = page.map((one) =>
      Object.fromEntries(Object.entries(one).filter(([name]) => name === 'id' || fields.includes(name))),
    );
    const info = { count: page.length, more_records: more, next_page_token: more ? `p-${from + size}` : null };
    say(response, 200, JSON.stringify({ data, info }));
  });

interface Filter {
  readonly field_name: string;
  readonly field_values: readonly unknown[];
  readonly operator: string;
}

const compared: Readonly<Record<string, (own: unknown, values: readonly unknown[]) => boolean>> = {
  EQ: (own, [value]) => own === value,
  IN: (own, values) => values.includes(own),
  GTE: (own, [value]) => Number(own) >= Number(value),
  STARTWITH: (own, [value]) => String(own).startsWith(String(value)),
};

/** Records as the open platform of 纷享销客 gives them: everything is a POST, and a failure is a code in an answer of 200. */
export const fxiaoke = (objects: Readonly<Record<string, readonly Body[]>>): Promise<Vendor> =>
  serve((vendor, _, url, body, response) => {
    const asked = JSON.parse(body || '{}') as Body;
    const fail = (errorCode: number): void =>
      void say(response, 200, JSON.stringify({ errorCode, errorMessage: 'failed' }));
    if (url.pathname === '/cgi/corpAccessToken/get/V2') {
      if (asked['appSecret'] !== 's') return fail(20005);
      const corpAccessToken = give(vendor);
      return void say(
        response,
        200,
        JSON.stringify({ errorCode: 0, errorMessage: 'success', corpAccessToken, corpId: 'FSCID_1', expiresIn: 7200 }),
      );
    }
    if (!vendor.tokens.has(String(asked['corpAccessToken']))) return fail(20016);
    if (url.pathname !== '/cgi/crm/v2/data/query' || asked['corpId'] !== 'FSCID_1') return fail(20002);
    const { dataObjectApiName, search_query_info: query = {} } = asked['data'] as {
      readonly dataObjectApiName: string;
      readonly search_query_info?: {
        readonly offset?: number;
        readonly limit?: number;
        readonly filters?: readonly Filter[];
      };
    };
    const { offset = 0, limit = 10, filters = [] } = query;
    const found = (objects[dataObjectApiName] ?? []).filter((one) =>
      filters.every((filter) => compared[filter.operator]?.(one[filter.field_name], filter.field_values)),
    );
    const data = { total: found.length, offset, limit, dataList: found.slice(offset, offset + limit) };
    say(response, 200, JSON.stringify({ errorCode: 0, errorMessage: 'OK', data }));
  });
