import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A value as JSON text, so that a number may have any digits. */
export type Raw = string;
export type Records = readonly Readonly<Record<string, Raw>>[];

/** How the records of a table are compared by a column. */
export type Compared = 'number' | 'text';

export interface RestTable {
  readonly records: Records;
  readonly columns: Readonly<Record<string, Compared>>;
}

export type Style = 'offset' | 'page' | 'token' | 'link' | 'header-link';

/** What a server does instead of its duty; nothing where it does that. */
export type Mischief = (request: IncomingMessage, response: ServerResponse, url: URL) => boolean;

export interface RestServer {
  readonly url: string;
  /** What was asked, in order: method, path and query. */
  readonly asked: string[];
  tables: ReadonlyMap<string, RestTable>;
  mischief: Mischief | undefined;
  /** The most records of a page, whatever was asked for. */
  largest: number;
  /** What was said in a header with each of them. */
  readonly shown: (string | undefined)[];
  readonly close: () => Promise<void>;
}

/** A JSON API over tables in memory: `/STYLE/TABLE` lists, `/STYLE/TABLE/KEY` gives one. */
export async function serveRest(): Promise<RestServer> {
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', state.url);
    state.asked.push(`${request.method} ${url.pathname}${url.search}`);
    state.shown.push(request.headers.authorization);
    if (state.mischief?.(request, response, url)) return;
    answer(state, request, response, url);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const state: RestServer = {
    url: `http://127.0.0.1:${port}`,
    asked: [],
    shown: [],
    tables: new Map(),
    mischief: undefined,
    largest: 1000,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return state;
}

export function say(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): true {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(text);
  return true;
}

function answer(server: RestServer, request: IncomingMessage, response: ServerResponse, url: URL): void {
  const [style = '', name = '', key] = url.pathname.split('/').slice(1).map(decodeURIComponent);
  const table = server.tables.get(name);
  if (request.method !== 'GET') return void say(response, 405, '{}');
  if (!table) return void say(response, 404, '{"error":"no such thing"}');
  if (key !== undefined) {
    const found = table.records.find((one) => bare(one['id']) === key);
    return void (found ? say(response, 200, `{"data":${written(found, url)}}`) : say(response, 404, '{}'));
  }
  list(server, table, style as Style, response, url);
}

function list(server: RestServer, table: RestTable, style: Style, response: ServerResponse, url: URL): void {
  const asked = url.searchParams;
  const sorted = sortedBy(table, asked.get('sort') ?? '');
  const fitting = sorted.filter((one) => [...asked].every(([name]) => fits(table, one, name, asked.getAll(name))));
  const size = Math.min(Number(asked.get('size') ?? 100), server.largest);
  const from = startOf(style, asked, size);
  const page = fitting.slice(from, from + size).map((one) => written(one, url));
  const isMore = from + size < fitting.length;
  const next = new URL(url);
  next.searchParams.set('after', String(from + size));
  const token = isMore ? `,"next_token":"t${from + size}"` : ',"next_token":null';
  const link = isMore && style === 'link' ? `,"links":{"next":${JSON.stringify(next.pathname + next.search)}}` : '';
  const headers: Record<string, string> =
    isMore && style === 'header-link' ? { link: `<${next.href}>; rel="next", <${url.origin}>; rel="first"` } : {};
  say(
    response,
    200,
    `{"data":[${page.join(',')}],"meta":{"total":${fitting.length},"more":${isMore}${token}}${link}}`,
    headers,
  );
}

function startOf(style: Style, asked: URLSearchParams, size: number): number {
  if (style === 'offset') return Number(asked.get('offset') ?? 0);
  if (style === 'page') return (Number(asked.get('page') ?? 1) - 1) * size;
  if (style === 'token') return Number((asked.get('token') ?? 't0').slice(1));
  return Number(asked.get('after') ?? 0);
}

const written = (record: Readonly<Record<string, Raw>>, url: URL): string => {
  const only = url.searchParams.get('fields')?.split(',');
  const members = Object.entries(record).filter(([name]) => !only || only.includes(name));
  return `{${members.map(([name, raw]) => `${JSON.stringify(name)}:${raw}`).join(',')}}`;
};

/** The text of a scalar without its quotes; nothing for a null. */
const bare = (raw: Raw | undefined): string | undefined => {
  if (raw === undefined || raw === 'null') return undefined;
  return raw.startsWith('"') ? (JSON.parse(raw) as string) : raw;
};

const compare = (kind: Compared, one: string, other: string): number => {
  if (kind === 'text') return Buffer.compare(Buffer.from(one), Buffer.from(other));
  const [a, b] = [BigInt(one), BigInt(other)];
  return a < b ? -1 : a > b ? 1 : 0;
};

const operators: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
};

function fits(
  { columns }: RestTable,
  record: Readonly<Record<string, Raw>>,
  parameter: string,
  values: readonly string[],
): boolean {
  const [, column = '', operator = ''] = /^(.+)\.([a-zA-Z]+)$/.exec(parameter) ?? [];
  const kind = columns[column];
  if (!kind) return true;
  const own = bare(record[column]);
  if (operator === 'isNull') return (own === undefined) === (values[0] === 'true');
  if (own === undefined) return false;
  if (operator === 'in') return values.some((value) => compare(kind, own, value) === 0);
  if (operator === 'ids') return (values[0] ?? '').split('|').includes(own);
  if (operator === 'startsWith') return own.startsWith(values[0] ?? '');
  return operators[operator]?.(compare(kind, own, values[0] ?? '')) ?? true;
}

/** By one column or several, `-` before those that go down; nulls last ascending. In the order of the table where nothing is said. */
function sortedBy({ records, columns }: RestTable, sort: string): Records {
  const terms = sort.split(',').filter((one) => one !== '');
  return records.toSorted((one, other) => {
    for (const term of terms) {
      const name = term.replace('-', '');
      const [a, b] = [bare(one[name]), bare(other[name])];
      const order =
        a === undefined || b === undefined
          ? Number(a === undefined) - Number(b === undefined)
          : compare(columns[name] ?? 'text', a, b);
      if (order !== 0) return term.startsWith('-') ? -order : order;
    }
    return 0;
  });
}
