import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Patterns, patternsFormat } from '../../plugins/classification/discover/rules.ts';
import { rulebook, type Rulebook } from '../../plugins/classification/discover/rulebook.ts';
import { check } from '../../schema/check.ts';
import type { Finding } from '../../schema/finding.ts';
import { readYaml } from '../../schema/yaml.ts';

const folder = new URL('../../plugins/classification/discover/rules/', import.meta.url);
const own = ['words.yaml', 'tables.yaml', 'meanings.yaml'].map((name) => fileURLToPath(new URL(name, folder)));

/** The rules of discovery: a user's own first, then ours. */
export async function readRulebook(
  files: readonly string[],
): Promise<Rulebook | { readonly findings: readonly Finding[] }> {
  const read: Patterns[] = [];
  for (const file of [...files, ...own]) {
    const document = readYaml(await readFile(file, 'utf8'), file);
    if ('findings' in document) return document;
    const checked = check(patternsFormat, document);
    if ('findings' in checked) return checked;
    read.push(checked.value);
  }
  return rulebook(read);
}
