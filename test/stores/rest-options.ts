import { type RestOptions, restOptions } from '../../gateway/stores/rest/options.ts';
import type { Style } from './rest-server.ts';

/** What a column of the test server is told to be able to. */
export interface Told {
  readonly name: string;
  /** Operators that the server is asked by. */
  readonly filters?: readonly string[];
  readonly sorts?: boolean;
}

const pagings: Readonly<Record<Style, object>> = {
  offset: { by: 'offset', offset: 'offset', size: 'size' },
  page: { by: 'page', page: 'page', size: 'size', more: '/meta/more' },
  token: { by: 'token', token: 'token', next: '/meta/next_token', size: 'size' },
  link: { by: 'link', next: '/links/next', size: 'size' },
  'header-link': { by: 'link', size: 'size' },
};

/** A resource of the test server. */
export const resourceFor = (
  style: Style,
  table: string,
  columns: readonly Told[],
  { items = 100, ...more }: Readonly<Record<string, unknown>> & { readonly items?: number } = {},
): Readonly<Record<string, unknown>> => ({
  key: 'id',
  fields: Object.fromEntries(
    columns.map(({ name, filters = [], sorts }) => [
      name,
      {
        filters: Object.fromEntries(
          filters.map((operator) => [operator, { put: `${name}.${operator}`, exact: true, most: 3 }]),
        ),
        ...(sorts && { sort: { asc: { sort: name }, desc: { sort: `-${name}` } } }),
      },
    ]),
  ),
  list: { path: `/${style}/${table}`, items: '/data', paging: { ...pagings[style], items } },
  ...more,
});

/** Options as gateway.yaml would give them. */
export const optionsFor = (url: string, resources: object, more: object = {}): RestOptions =>
  restOptions.parse({ kind: 'rest', url, resources, scan: true, ...more });
