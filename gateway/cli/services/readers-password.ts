import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the readers log in with: made once for a data folder, so that a second start does not lock the first one out. */
export function readersPassword(data: string, random: (bytes: number) => Uint8Array): string {
  const folder = join(data, 'services');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'password');
  const made = Buffer.from(random(24)).toString('base64url');
  try {
    writeFileSync(file, made, { mode: 0o600, flag: 'wx' });
    return made;
  } catch {
    return readFileSync(file, 'utf8');
  }
}
