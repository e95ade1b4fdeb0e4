import type { Answer, Handler, Route, Routes } from '../exchange.ts';
import { type Asset, loadAssets } from './assets.ts';
import { contentSecurityPolicy, page, type PageOptions } from './page.ts';

export type { Persona } from './page.ts';

export interface GraphiQL {
  /** Stands at the address of the API itself, for browsers. */
  readonly page: Handler;
  /** What the page loads, all of it from here. */
  readonly routes: Routes;
}

/** GraphiQL, served by the gateway itself: nothing comes from elsewhere, so nothing can be told elsewhere. */
export function createGraphiQL(options: PageOptions): GraphiQL {
  const html: Answer = {
    status: 200,
    headers: { 'Content-Type': 'text/html; charset=utf-8', ...pageHeaders },
    body: page(options),
  };
  const assets = once(loadAssets);
  const route = (name: string): Route => ({
    methods: ['GET', 'HEAD'],
    handler: async ({ headers }) => answerOf((await assets()).get(name), headers),
  });
  return {
    page: () => html,
    routes: {
      '/': { methods: ['GET', 'HEAD'], handler: () => ({ status: 302, headers: { Location: '/graphql' }, body: '' }) },
      ...Object.fromEntries(assetNames.map((name) => [`/graphiql/${name}`, route(name)])),
    },
  };
}

const assetNames = [
  'graphiql.js',
  'graphiql.css',
  'editor.worker.js',
  'graphql.worker.js',
  'json.worker.js',
  'page.js',
  'page.css',
];

const pageHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  // The query may stand in the page's address.
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
};

function answerOf(asset: Asset | undefined, headers: Readonly<Record<string, string>>): Answer {
  if (!asset) return { status: 404, headers: {}, body: '' };
  const caching = { ETag: asset.tag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' };
  if (headers['if-none-match'] === asset.tag) return { status: 304, headers: caching, body: '' };
  const zipped = (headers['accept-encoding'] ?? '').includes('gzip');
  return {
    status: 200,
    headers: { 'Content-Type': asset.type, ...caching, ...(zipped ? { 'Content-Encoding': 'gzip' } : {}) },
    body: zipped ? asset.gzipped : asset.text,
  };
}

/** Nine megabytes are read and compressed when the first browser asks, not at the start. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
