import type { Api, ApiResource } from './api.ts';
import { propertiesOf, resolved, textOf } from './document.ts';
import { type FoundList, listIn, recordIn } from './lists.ts';
import type { Asked, Operation } from './operations.ts';
import { pagingOf } from './paging.ts';
import { distinctName, type Held, plainName, recordOf, schemaName } from './record.ts';

interface Candidate {
  readonly name: string;
  readonly operation: Operation;
  readonly list: FoundList;
  readonly one?: Operation;
  readonly key?: string;
}

/** The schema that tables of an API are said to lie in: an API has none. */
const nowhere = 'api';

/** What an API lists: each list with how one record of it is read, and what has no place in a store. */
export function resourcesOf(root: unknown, operations: readonly Operation[]): Pick<Api, 'resources' | 'unread'> {
  const names = new Set<string>();
  const lists = operations.flatMap((operation): readonly Candidate[] => {
    const list = listIn(root, operation.answer);
    if (!list || operation.path.includes('{')) return [];
    return [candidate(root, operations, operation, list, distinctName(nameOf(operation.path), names))];
  });
  const held = new Map(
    lists.toReversed().flatMap(({ name, list, key }): readonly [string, Held][] => {
      const schema = schemaName(list.schema);
      return key === undefined || schema === undefined ? [] : [[schema, { table: name, key }]];
    }),
  );
  const within = operations.filter(({ path, answer }) => path.includes('{') && listIn(root, answer));
  return {
    resources: lists.flatMap((one) => (one.key === undefined ? [] : [resourceOf(root, one, one.key, held)])),
    unread: [
      ...lists
        .filter(({ key }) => key === undefined)
        .map(({ operation }) => ({ what: operation.path, why: 'none of the properties of its records is their key' })),
      ...within.map(({ path }) => ({ what: path, why: 'its path wants a value before anything is listed' })),
    ],
  };
}

/** `/api/v2/customers.json` lists `customers`. */
const nameOf = (path: string): string =>
  plainName(
    (
      path
        .split('/')
        .filter((part) => part !== '')
        .at(-1) ?? 'records'
    ).replace(/\.json$/i, ''),
  );

function candidate(
  root: unknown,
  operations: readonly Operation[],
  operation: Operation,
  list: FoundList,
  name: string,
): Candidate {
  const ones = operations.filter(({ path }) => /^[^{}]*\/\{[^{}]+\}(?:\.json)?$/.test(path));
  const bare = operation.path.replace(/\.json$/i, '');
  const schema = schemaName(list.schema);
  const one =
    ones.find(({ path }) => path.replace(/\/\{[^{}]+\}(?:\.json)?$/, '') === bare) ??
    ones.find(({ answer }) => schema !== undefined && schemaName(recordIn(root, answer).schema) === schema);
  const key = keyOf(root, list.schema, one, name);
  return { name, operation, list, ...(one && { one }), ...(key !== undefined && { key }) };
}

const parameterOf = (path: string): string => /\{([^{}]+)\}/.exec(path)?.[1] ?? '';
const bareName = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The property that finds a record: what it is usually called, or what the path of one record calls it. */
function keyOf(root: unknown, schema: unknown, one: Operation | undefined, name: string): string | undefined {
  const wanted = [
    'id',
    'uuid',
    'guid',
    ...(one ? [bareName(parameterOf(one.path))] : []),
    `${bareName(name).replace(/s$/, '')}id`,
  ];
  const properties = propertiesOf(root, schema).filter(([, of]) =>
    ['string', 'integer'].includes(textOf(resolved(root, of)['type']) ?? ''),
  );
  return wanted
    .flatMap((wish) => properties.filter(([property]) => bareName(property) === wish))
    .map(([property]) => property)[0];
}

function resourceOf(
  root: unknown,
  { name, operation, list, one }: Candidate,
  key: string,
  held: ReadonlyMap<string, Held>,
): ApiResource {
  const { columns, fields, foreignKeys } = recordOf(list.schema, { root, key, held });
  const comment = textOf(resolved(root, list.schema)['description']);
  const paging = pagingOf(operation.asked, list);
  const own = columns.find((column) => column.key)?.name ?? plainName(key);
  const spoken = new Set(Object.values(paging ?? {}));
  return {
    table: {
      key: name,
      schema: nowhere,
      name,
      kind: 'table',
      ...(comment === undefined ? {} : { comment }),
      columns,
      primaryKey: [own],
      unique: [own],
      foreignKeys,
    },
    key: own,
    fields: fields.map((field) => ({ ...field, ...askedBy(field.column, operation.asked) })),
    list: {
      path: operation.path,
      items: list.items,
      ...(list.total === undefined ? {} : { total: list.total }),
      ...(paging && { paging }),
    },
    ...(one && { byId: { path: one.path.replace(/\{[^{}]+\}/, '{key}'), item: recordIn(root, one.answer).at } }),
    needs: operation.asked.filter((asked) => asked.required && !spoken.has(asked.name)).map((asked) => asked.name),
  };
}

function askedBy(column: string, all: readonly Asked[]): { readonly asked?: string } {
  const found = all.find(({ name, schema }) => name === column && schema['type'] !== 'array');
  return found ? { asked: found.name } : {};
}
