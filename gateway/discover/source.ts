import { mariadbSource } from './mariadb/source.ts';
import { openapiSource } from './openapi/source.ts';
import { postgresSource } from './postgres/source.ts';
import { type Source, SourceFault, type SourceOptions } from './port.ts';

const openers: Readonly<Record<string, (options: SourceOptions) => Promise<Source>>> = {
  postgres: postgresSource,
  postgresql: postgresSource,
  mariadb: mariadbSource,
  mysql: mariadbSource,
  https: openapiSource,
  http: openapiSource,
  file: openapiSource,
};

/** The store that an address leads to. @throws SourceFault, which never repeats the address */
export function openSource(options: SourceOptions): Promise<Source> {
  const open = /\.(?:json|ya?ml)$/i.test(options.url)
    ? openapiSource
    : openers[/^([a-z]+):\/\//.exec(options.url)?.[1] ?? ''];
  if (!open)
    throw new SourceFault(
      'give an address that begins with postgres://, mariadb:// or mysql://, or a description of an API (OpenAPI, json or yaml)',
    );
  return open(options);
}
