import { type Ask, pathOf } from './asks.ts';
import { addressOf, type Call, type Says } from './calls.ts';
import { RestFault } from './faults.ts';
import { isDigits, type Json } from './json.ts';
import { selection } from './manner.ts';
import type { Resource } from './resource-options.ts';
import { firstPage, nextPage, type Onward, saysMore } from './paging.ts';
import { valueAt, wayOf } from './pointer.ts';
import { asked, counted, type Session } from './session.ts';

/** Beside what is asked: which fields, in which order, how many at a time. */
export interface Manner {
  readonly says: Says;
  readonly items?: number;
}

/** The records that one way of asking gives, page by page. @throws RestFault, GatewayError `COST_EXCEEDED` */
export function recordsOf(
  session: Session,
  resource: Resource,
  ask: Ask,
  manner: Manner,
): AsyncIterable<readonly Json[]> {
  if (ask.by === 'id') return one(session, resource, ask.key, manner);
  if (ask.by === 'ids') return some(session, resource, ask.keys, manner);
  return listed(session, resource, ask.says, manner);
}

async function* one(
  session: Session,
  { byId }: Resource,
  key: Extract<Ask, { by: 'id' }>['key'],
  { says }: Manner,
): AsyncGenerator<readonly Json[]> {
  if (!byId) throw new Error('the resource has no records by id');
  const url = addressOf(session.options.url, pathOf(byId.path, key));
  try {
    // What the list says in its body cannot be said here.
    const spoken = says.filter(([place]) => !place.startsWith('/'));
    const { json } = await asked(session, { method: 'GET', url, says: [...Object.entries(byId.say), ...spoken] });
    const found = valueAt(json, wayOf(byId.item));
    if (found === undefined || found === null) return;
    yield counted(session, Array.isArray(found) ? found : [found]);
  } catch (error) {
    if (!(error instanceof RestFault) || !isAbsent.has(error.state)) throw error;
  }
}

const isAbsent = new Set(['HTTP_404', 'HTTP_410']);

async function* some(
  session: Session,
  resource: Resource,
  keys: readonly unknown[],
  { says }: Manner,
): AsyncGenerator<readonly Json[]> {
  const { byIds, list } = resource;
  if (!byIds) throw new Error('the resource has no records by ids');
  const { paging } = list;
  const put: Says = [[byIds.put, byIds.join === undefined ? keys : keys.join(byIds.join)]];
  // All of them are wanted in one page. An API that says itself that there are more is asked on.
  const size: Says = 'size' in paging && paging.size !== undefined ? [[paging.size, keys.length]] : [];
  const spoken = [...Object.entries(list.say), ...says, ...put];
  yield* paged(session, resource, { path: byIds.path ?? list.path, spoken, first: size, isWhole: !saysMore(paging) });
}

async function* listed(
  session: Session,
  resource: Resource,
  asking: Says,
  { says, items }: Manner,
): AsyncGenerator<readonly Json[]> {
  const { list } = resource;
  const spoken = [...Object.entries(list.say), ...says, ...asking];
  yield* paged(session, resource, { path: list.path, spoken, first: firstPage(list, items), isWhole: false });
}

/** How a list is asked for. */
interface Listing {
  readonly path: string;
  /** What is said of each page, and beside it where it is no address of the API's own. */
  readonly spoken: Says;
  readonly first: Says;
  /** The first page is all of it. */
  readonly isWhole: boolean;
}

async function* paged(
  session: Session,
  { list }: Resource,
  { path, spoken, first, isWhole }: Listing,
): AsyncGenerator<readonly Json[]> {
  const { method } = list;
  const seen = new Set<string>();
  let fetched = 0;
  let onward: Onward | undefined = { says: [] };
  for (let page = 0; onward; page += 1) {
    const { url, says: more }: Onward = onward;
    const call: Call = url
      ? { method, url, says: spoken.filter(([place]) => place.startsWith('/')) }
      : { method, url: addressOf(session.options.url, path), says: [...spoken, ...first, ...more] };
    // One that leads in a circle never ends by itself.
    const place = JSON.stringify([url?.href, more]);
    if (seen.has(place)) throw new RestFault('statement', 'PAGING');
    seen.add(place);
    const told = await asked(session, call);
    const records = counted(session, itemsIn(told.json, list.items));
    fetched += records.length;
    yield records;
    onward = isWhole ? undefined : nextPage(list, { told, count: records.length, fetched, page });
  }
}

/** The list of records in an answer; none where there is no answer. */
function itemsIn(json: Json | undefined, at: string): readonly Json[] {
  if (json === undefined) return [];
  const found = valueAt(json, wayOf(at));
  if (!Array.isArray(found) || !found.every(isRecord)) throw new RestFault('statement', 'SHAPE');
  return found;
}

const isRecord = (json: Json): boolean =>
  typeof json === 'object' && json !== null && !Array.isArray(json) && !isDigits(json);

/** The largest Int of GraphQL. */
const mostCounted = 2 ** 31 - 1;

/** How many records fit a list, as the API says; nothing where it does not. Of the record that comes with it the key is enough. */
export async function totalOf(session: Session, resource: Resource, asking: Says): Promise<number | undefined> {
  const { list } = resource;
  if (list.total === undefined) return undefined;
  const says = [...Object.entries(list.say), ...selection(resource, []), ...asking, ...firstPage(list, 1)];
  const told = await asked(session, { method: list.method, url: addressOf(session.options.url, list.path), says });
  const total = valueAt(told.json, wayOf(list.total));
  if (!Number.isSafeInteger(total) || Number(total) < 0 || Number(total) > mostCounted)
    throw new RestFault('statement', 'TOTAL');
  return Number(total);
}
