import type { Lexicon } from '../../../plugins/classification/discover/lexicon.ts';
import { partsOf } from '../../../plugins/classification/discover/split.ts';
import type { StoredColumn } from '../stored.ts';
import type { DraftEntity, DraftRelation } from './model.ts';
import { isPlainName } from './entities.ts';
import { keyTypeOf } from './types.ts';
import { distinct, pluralOf, relationName } from './names.ts';

interface Hop {
  readonly from: DraftEntity;
  readonly to: DraftEntity;
  readonly column: string;
  readonly proposed: boolean;
}

/** Relations in both directions: of foreign keys, and of names where there is none. */
export function relationsOf(
  lexicon: Lexicon,
  entities: readonly DraftEntity[],
): ReadonlyMap<string, readonly DraftRelation[]> {
  const hops = entities.flatMap((from) => hopsOf(from, entities));
  const names = new Map(entities.map((entity) => [entity.name, distinct(['id', 'and', 'or', 'not'])]));
  const found = new Map<string, DraftRelation[]>(entities.map((entity) => [entity.name, []]));
  const add = (owner: string, wish: string, relation: Omit<DraftRelation, 'name'>): void => {
    const name = names.get(owner)?.(wish) ?? wish;
    found.get(owner)?.push({ name, ...relation });
  };
  for (const { from, to, column, proposed } of hops) {
    add(from.name, relationName(lexicon, column, to.name), {
      from: from.name,
      to: to.name,
      via: column,
      many: false,
      proposed,
    });
  }
  for (const { from, to, column, proposed } of hops) {
    add(to.name, pluralOf(from.name), { from: to.name, to: from.name, via: column, many: true, proposed });
  }
  return found;
}

function hopsOf(from: DraftEntity, entities: readonly DraftEntity[]): readonly Hop[] {
  return from.table.columns.flatMap((column): readonly Hop[] => {
    if (!isPlainName(column.name)) return [];
    const key = from.table.foreignKeys.find((one) => one.columns.length === 1 && one.columns[0] === column.name);
    const target = entities.find((one) => one.table.key === key?.to && one.key.column === key.toColumns[0]);
    if (target) return [{ from, to: target, column: column.name, proposed: false }];
    // A column that is part of a key of several leads somewhere else than its name says.
    const proposed =
      column.refers === undefined && column.name !== from.key.column ? named(column, from, entities) : undefined;
    return proposed ? [{ from, to: proposed, column: column.name, proposed: true }] : [];
  });
}

/** The one entity that `customer_id` names: the same words, and a key of the same kind. */
function named(column: StoredColumn, from: DraftEntity, entities: readonly DraftEntity[]): DraftEntity | undefined {
  const words = partsOf(column.name);
  const [last] = words.slice(-1);
  const joined = words.join('');
  if (last !== 'id' && !joined.endsWith('id')) return undefined;
  const wanted = joined.slice(0, -2);
  const fit = entities.filter(
    ({ name, key, table }) =>
      sameKind(column, key.type) && [name.toLowerCase(), partsOf(table.name).join('')].includes(wanted),
  );
  const near = fit.length > 0 || wanted.length < 3 ? fit : entities.filter((one) => endsWith(one, wanted, column));
  return near.length === 1 && (near[0] !== from || fit.length === 0) ? near[0] : undefined;
}

/** `user_id` may lead to the only entity that is called `…User`, and `creator_user_id` to `User`. */
const endsWith = ({ name, key }: DraftEntity, wanted: string, column: StoredColumn): boolean =>
  sameKind(column, key.type) &&
  (name.toLowerCase().endsWith(wanted) || (name.length > 3 && wanted.endsWith(name.toLowerCase())));

const sameKind = (column: StoredColumn, type: DraftEntity['key']['type']): boolean => {
  const own = keyTypeOf(column);
  return own === type || (own === 'integer' && type === 'bigint') || (own === 'bigint' && type === 'integer');
};
