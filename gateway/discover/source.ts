import { mariadbSource } from './mariadb/source.ts';
import { openapiSource } from './openapi/source.ts';
import { postgresSource } from './postgres/source.ts';
import { type Source, SourceFault, type SourceOptions } from './port.ts';

const openers: Readonly<Record<string, (options: SourceOptions) => Promise<Source>>> = {
  postgres: postgresSource,
  postgresql: postgresSource,
  mariadb: mariadbSource,
  mysql: mariadbSource,
};

const schemeOf = (url: string): string => /^([a-z]+):\/\//.exec(url)?.[1] ?? '';

/** Whether an address is that of a description of an API, and not of a database. */
export const isDescription = (url: string): boolean =>
  ['https', 'http', 'file'].includes(schemeOf(url)) || (schemeOf(url) === '' && /\.(?:json|ya?ml)$/i.test(url));

/** The store that an address leads to. @throws SourceFault, which never repeats the address */
export function openSource(options: SourceOptions): Promise<Source> {
  const open = isDescription(options.url) ? openapiSource : openers[schemeOf(options.url)];
  if (!open)
    throw new SourceFault(
      'give an address that begins with postgres://, mariadb:// or mysql://, or a description of an API (OpenAPI, json or yaml)',
    );
  return open(options);
}
