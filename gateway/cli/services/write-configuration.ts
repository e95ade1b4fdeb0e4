import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoFolder } from '../demo-folder.ts';
import { shopDatabase } from './shop.ts';

/** The demo's configuration with its stores in two servers, in the data folder. Gives the folder. */
export function writeConfiguration(data: string, stores: { readonly crm: string; readonly shop: string }): string {
  const folder = join(data, 'services');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const read = (file: string): string => readFileSync(join(demoFolder, file), 'utf8');
  const gateway = changed(read('gateway.yaml'), [
    [/^ {2}crm: \{.*\}$/m, `  crm: { kind: postgres, url: '${stores.crm}' }`],
    [/^ {2}shop: \{.*\}$/m, `  shop: { kind: mariadb, url: '${stores.shop}' }`],
    [/^# yaml-language-server:.*\n/, ''],
  ]);
  // The addresses hold passwords.
  writeFileSync(join(folder, 'gateway.yaml'), gateway, { mode: 0o600 });
  const catalogue = changed(read('catalogue.yaml'), [
    [/^ {4}table: shop\./gm, `    table: ${shopDatabase}.`],
    [/^# yaml-language-server:.*\n/, ''],
  ]);
  writeFileSync(join(folder, 'catalogue.yaml'), catalogue);
  copyFileSync(join(demoFolder, 'policy.yaml'), join(folder, 'policy.yaml'));
  return folder;
}

/** @throws Error where the demo's files are written otherwise by now */
function changed(text: string, changes: readonly (readonly [RegExp, string])[]): string {
  return changes.reduce((before, [pattern, to]) => {
    const after = before.replace(pattern, to);
    if (after === before) throw new Error('the demo’s configuration is not written as this expects');
    return after;
  }, text);
}
