import type { Says } from './calls.ts';
import type { Told } from './client.ts';
import { RestFault } from './faults.ts';
import { isDigits } from './json.ts';
import type { Paging, Resource } from './resource-options.ts';
import { valueAt, wayOf } from './pointer.ts';

/** Where a list is read on: what is said beside the rest, or the address of the next page. */
export interface Onward {
  readonly says: Says;
  readonly url?: URL;
}

/** What one page said, beside its records. */
interface Page {
  readonly told: Told;
  /** How many records it had, and how many there were with those before. */
  readonly count: number;
  readonly fetched: number;
  /** From 0. */
  readonly page: number;
}

/** The most characters of what leads to a next page: all of them are kept while a list is read. */
const longest = 8_000;

type By = Paging['by'];
type Of<B extends By> = Extract<Paging, { by: B }>;
interface Style<B extends By> {
  readonly first: (paging: Of<B>) => Says;
  /** Nothing where this was the last page. */
  readonly next: (paging: Of<B>, page: Page) => Onward | undefined;
}

/** There is more where the API says so; where it says nothing, until a page is empty: it may give fewer than were asked for. */
const isMore = (more: string | undefined, { told, count }: Page): boolean => {
  if (count === 0) return false;
  const said = more === undefined ? true : valueAt(told.json, wayOf(more));
  return said !== undefined && said !== null && said !== false && said !== '' && said !== 0;
};

const styles: { readonly [B in By]: Style<B> } = {
  none: { first: () => [], next: () => undefined },
  offset: {
    first: ({ offset }) => [[offset, 0]],
    next: ({ offset, more }, page) => (isMore(more, page) ? { says: [[offset, page.fetched]] } : undefined),
  },
  page: {
    first: ({ page, first }) => [[page, first]],
    next: ({ page: place, first, more }, page) =>
      isMore(more, page) ? { says: [[place, first + page.page + 1]] } : undefined,
  },
  token: {
    first: () => [],
    next: ({ token, next }, { told }) => {
      const found = valueAt(told.json, wayOf(next));
      if (found === undefined || found === null || found === '' || found === false) return undefined;
      const text = isDigits(found) ? found.rawJSON : found;
      if (typeof text === 'object' || String(text).length > longest) throw new RestFault('statement', 'PAGING');
      return { says: [[token, isDigits(found) && token.startsWith('/') ? found : text]] };
    },
  },
  link: {
    first: () => [],
    next: ({ next }, { told }) => {
      const found = next === undefined ? linked(String(told.headers['link'] ?? '')) : valueAt(told.json, wayOf(next));
      if (found === undefined || found === null || found === '') return undefined;
      const url = typeof found === 'string' && found.length <= longest ? URL.parse(found, told.url) : null;
      if (!url) throw new RestFault('statement', 'PAGING');
      // What is shown to this host is for no other.
      if (url.origin !== told.url.origin) throw new RestFault('statement', 'OTHER_HOST');
      return { says: [], url };
    },
  },
};

/** RFC 8288: `<address>; rel="next"`. */
const linked = (header: string): string | undefined =>
  /<([^>]*)>(?:\s*;[^,]*)?;\s*rel="?(?:[^",]* )?next[" ,;]?/i.exec(`${header},`)?.[1];

/** Whether the API tells by itself that there is more: else only an empty page does. */
export const saysMore = (paging: Paging): boolean =>
  paging.by === 'token' || paging.by === 'link' || ('more' in paging && paging.more !== undefined);

const styleOf = (paging: Paging): Style<By> => styles[paging.by] as Style<By>;

/** What the first page is asked for. */
export const firstPage = ({ paging }: Resource['list'], items: number | undefined): Says => {
  const size: Says =
    'size' in paging && paging.size !== undefined ? [[paging.size, Math.min(items ?? paging.items, paging.items)]] : [];
  return [...size, ...styleOf(paging).first(paging)];
};

/** How the list goes on behind a page. @throws RestFault */
export function nextPage(list: Resource['list'], page: Page): Onward | undefined {
  const onward = styleOf(list.paging).next(list.paging, page);
  if (!onward || list.total === undefined || list.paging.by === 'token' || list.paging.by === 'link') return onward;
  const total = valueAt(page.told.json, wayOf(list.total));
  // One that is exceeded is not so: the list then ends where a page is empty.
  return page.fetched === total ? undefined : onward;
}
