import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readYaml } from '../../../schema/yaml.ts';
import { SourceFault } from '../port.ts';

/** Larger descriptions of an API are none. */
const largest = 20 * 1024 * 1024;

/** The description as a plain value: of a file, or of an address that answers with it at once. @throws SourceFault */
export async function readDescription(url: string, timeoutMs: number): Promise<unknown> {
  const text = /^https?:/.test(url) ? await fetched(url, timeoutMs) : await ofFile(url);
  if (text.length > largest) throw new SourceFault('the description is larger than 20 MiB');
  if (/^\s*\{/.test(text)) return parsed(text);
  const document = readYaml(text, 'description');
  if ('findings' in document) throw new SourceFault('the description is no YAML that can be read: try it as JSON');
  return document.value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SourceFault('the description is no JSON');
  }
}

async function ofFile(url: string): Promise<string> {
  try {
    return await readFile(url.startsWith('file:') ? fileURLToPath(url) : url, 'utf8');
  } catch {
    throw new SourceFault('the file of the description cannot be read');
  }
}

async function fetched(url: string, timeoutMs: number): Promise<string> {
  try {
    // Whoever redirects would choose where this machine asks next.
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (answer.ok) return await bounded(answer);
    throw new SourceFault(`the address of the description answers with ${answer.status}`);
  } catch (error) {
    throw error instanceof SourceFault
      ? error
      : new SourceFault('the address of the description does not answer, or redirects');
  }
}

/** The text of an answer, as long as it is not endless. */
async function bounded({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    length += part.length;
    if (length > largest) throw new SourceFault('the description is larger than 20 MiB');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
