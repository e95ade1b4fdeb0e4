import { type Source, SourceFault, type SourceOptions } from '../port.ts';
import { apiOf } from './describe-api.ts';
import { readDescription } from './read.ts';
import { tablesOf } from './tables.ts';

/** The description of an API (OpenAPI 3, or Swagger 2): its schemas are what a store calls tables. No value is in it. */
export async function openapiSource({ url, timeoutMs }: SourceOptions): Promise<Source> {
  const document = await readDescription(url, timeoutMs);
  const tables = tablesOf(document);
  const api = apiOf(document, url);
  if (tables.length === 0 && api.resources.length === 0)
    throw new SourceFault('this is no OpenAPI description, or it has no schemas');
  return {
    kind: 'openapi',
    describe: async () => ({ tables, closed: [], api }),
    sample: async () => [],
    close: async () => undefined,
  };
}
