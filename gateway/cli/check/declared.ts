import type { Finding } from '../../../schema/finding.ts';
import type { UsableConfiguration } from '../../config/load.ts';
import { inspectRest } from '../../stores/rest/inspect.ts';
import { locate } from '../locate.ts';
import type { Found } from './found.ts';
import { besideStore } from './stored.ts';

/** A catalogue beside the APIs that gateway.yaml describes: what is not described there is not there. */
export async function declaredFindings({
  folder,
  gateway,
  catalogue,
}: UsableConfiguration): Promise<readonly Finding[]> {
  const found = await Promise.all(
    Object.entries(gateway.stores).map(async ([name, options]): Promise<readonly Found[]> => {
      if (options.kind !== 'rest') return [];
      const entities = [...catalogue.entities.values()].filter(({ store }) => store === name);
      return besideStore(catalogue, name, entities, await inspectRest(options)(entities.map(({ table }) => table)));
    }),
  );
  return Promise.all(
    found.flat().map(async ({ file, ...rest }) => ({ ...rest, ...(await locate(folder, file, rest.path)) })),
  );
}
