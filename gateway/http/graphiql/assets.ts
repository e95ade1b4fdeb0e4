import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

export interface Asset {
  readonly type: string;
  readonly text: string;
  readonly gzipped: Uint8Array;
  /** A strong entity tag of the content. */
  readonly tag: string;
}

const script = 'text/javascript; charset=utf-8';
const style = 'text/css; charset=utf-8';

/** GraphiQL's own scripts and styles with their workers, and those of our bar. */
export async function loadAssets(): Promise<ReadonlyMap<string, Asset>> {
  const graphiql = await import('@graphql-yoga/render-graphiql/graphiql');
  const ours = (name: string): Promise<string> => readFile(new URL(name, import.meta.url), 'utf8');
  const sources: readonly (readonly [string, string, string])[] = [
    ['graphiql.js', script, graphiql.js],
    ['graphiql.css', style, graphiql.css],
    ['editor.worker.js', script, graphiql.editorWorkerService],
    ['graphql.worker.js', script, graphiql.graphqlWorker],
    ['json.worker.js', script, graphiql.jsonWorker],
    ['page.js', script, await ours('browser/page.js')],
    ['page.css', style, await ours('browser/page.css')],
  ];
  return new Map(
    await Promise.all(sources.map(async ([name, type, text]) => [name, await assetOf(type, text)] as const)),
  );
}

async function assetOf(type: string, text: string): Promise<Asset> {
  const gzipped = await promisify(gzip)(text, { level: 5 });
  return { type, text, gzipped, tag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}
