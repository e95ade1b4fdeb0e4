import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readYaml } from '../../schema/yaml.ts';
import type { Place } from './print-findings.ts';

/** The place of a path in a file of a configuration folder that was read before. */
export async function locate(
  folder: string,
  name: 'gateway.yaml' | 'catalogue.yaml' | 'policy.yaml',
  path: readonly (string | number)[],
): Promise<Place> {
  const file = join(folder, name);
  const document = readYaml(await readFile(file, 'utf8'), file);
  return { file, ...('findings' in document ? { line: 1, column: 1 } : document.locate(path)) };
}
