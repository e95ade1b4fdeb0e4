import { addressOf, type Address } from '../../postgres/address.ts';
import { mariadbScheme } from '../../stores/mariadb/scheme.ts';
import { SourceFault } from '../../discover/port.ts';
import { isDescription } from '../../discover/source.ts';
import { addressFrom } from '../discover/examined.ts';
import type { Shell } from '../shell.ts';

export interface StoreAddress {
  readonly kind: 'postgres' | 'mariadb' | 'rest';
  readonly url: string;
  readonly database: string;
  /** The variable that it came from. */
  readonly variable?: string;
  /** It can stand in a file: there is no password in it. */
  readonly open: boolean;
}

const kinds: Readonly<Record<string, 'postgres' | 'mariadb'>> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  mariadb: 'mariadb',
  mysql: 'mariadb',
};

/** The address of a store, given as it is or as `env:NAME`. @throws SourceFault, which never repeats it */
export function storeAddress(given: string, shell: Shell): StoreAddress {
  const url = addressFrom(given, shell);
  const variable = /^env:(\w+)$/.exec(given)?.[1];
  if (isDescription(url)) return { kind: 'rest', url, database: titleOf(url), open: true };
  const kind = kinds[/^([a-z]+):\/\//.exec(url)?.[1] ?? ''];
  if (!kind)
    throw new SourceFault(
      'give an address that begins with postgres://, mariadb:// or mysql://, or a description of an API (OpenAPI, json or yaml)',
    );
  const { database, password } = read(url, kind);
  // What ends a default in gateway.yaml, or begins another, stays out of it.
  const open = password === undefined && !/[{}]/.test(url);
  return { kind, url, database, open, ...(variable !== undefined && { variable }) };
}

/** A description is called after its API, or lies on the host of it. */
function titleOf(url: string): string {
  const host = /^https?:/.test(url) ? URL.parse(url)?.hostname.split('.').at(-2) : undefined;
  const file =
    url
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.(?:json|ya?ml)$/i, '') ?? '';
  return /^(?:openapi|swagger|api|api-docs|v\d+)?$/i.test(file) ? (host ?? 'api') : file;
}

function read(url: string, kind: 'postgres' | 'mariadb'): Address {
  try {
    return kind === 'mariadb' ? addressOf({ url }, mariadbScheme) : addressOf({ url });
  } catch (error) {
    // These texts are ours, and never repeat the address.
    throw new SourceFault(error instanceof Error ? error.message : 'the address cannot be read');
  }
}

/** A store's name out of that of its database. */
export function storeNameOf(database: string): string {
  const name = database
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return isStoreName(name) ? name : 'main';
}

export const isStoreName = (text: string): boolean => /^[a-z][a-z0-9-]{0,39}$/.test(text);

export const variableOf = (store: string): string => `${variablePrefix(store)}_URL`;

/** What the variables of a store begin with. */
export const variablePrefix = (store: string): string => store.toUpperCase().replace(/\W/g, '_');
