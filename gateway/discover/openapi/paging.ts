import type { FoundList } from './lists.ts';
import type { Asked } from './operations.ts';

/** How further records are asked for, as gateway.yaml says it. */
export type GuessedPaging = Readonly<Record<string, string | number>>;

/** What APIs call the parameters of pages. */
const called = {
  size: /^(?:per_?page|page_?size|limit|size|max_?results|count|take|top|\$top|page\[size\])$/i,
  offset: /^(?:offset|skip|\$skip|start|start_?(?:at|index)|from)$/i,
  page: /^(?:page|page_?(?:no|num|number|index)|p|page\[number\])$/i,
  token: /^(?:cursor|page_?token|next_?(?:token|cursor)|after|continuation_?token|marker|start_?cursor)$/i,
} as const;

/** More than any API minds. */
const fewItems = 50;
const mostItems = 10_000;

/** How pages are asked for, guessed from the names of parameters and of what answers tell. */
export function pagingOf(asked: readonly Asked[], { more, next }: FoundList): GuessedPaging | undefined {
  const find = (of: RegExp): Asked | undefined => asked.find(({ name }) => of.test(name));
  const size = find(called.size);
  const sized: GuessedPaging = size ? { size: size.name, items: itemsOf(size) } : {};
  const mored: GuessedPaging = more === undefined ? {} : { more };
  const [token, offset, page] = [find(called.token), find(called.offset), find(called.page)];
  if (token && next !== undefined) return { by: 'token', token: token.name, next, ...sized };
  if (offset) return { by: 'offset', offset: offset.name, ...sized, ...mored };
  if (page) return { by: 'page', page: page.name, first: firstOf(page), ...sized, ...mored };
  if (next !== undefined && /(?:url|link|uri|next)$/i.test(next)) return { by: 'link', next, ...sized };
  return undefined;
}

const numberAt = (schema: Asked['schema'], key: string): number | undefined => {
  const value = schema[key];
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
};

const itemsOf = ({ schema }: Asked): number =>
  Math.min(mostItems, Math.max(1, numberAt(schema, 'maximum') ?? numberAt(schema, 'default') ?? fewItems));

const firstOf = ({ schema }: Asked): number =>
  Math.max(0, numberAt(schema, 'minimum') ?? numberAt(schema, 'default') ?? 1) > 0 ? 1 : 0;
