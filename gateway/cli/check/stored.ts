import type { Catalogue, Entity } from '../../../schema/catalogue/catalogue.ts';
import { adviseNames, meantOr } from '../../../schema/nearest.ts';
import type { Account, Inspection } from '../../stores/inspect.ts';
import { catalogueWrong, type Found, storeUnwise } from './found.ts';
import { entityBesideTable, tableIn } from './stored-entity.ts';

/** A catalogue beside what its store was found to hold. @param inspected the tables of these entities, in their order */
export function besideStore(
  catalogue: Catalogue,
  store: string,
  entities: readonly Entity[],
  { tables, known, account, hides = false }: Inspection,
): readonly Found[] {
  const found = entities.flatMap((entity, i) => {
    const table = tables[i];
    if (table) return entityBesideTable(catalogue, entity, table);
    return [noTable(store, entity, known, hides)];
  });
  const writes = entities.flatMap((entity, i) =>
    (tables[i]?.writes ?? []).map((word) => [word, tableIn(entity)] as const),
  );
  return [...found, ...(account ? accountRemark(store, account, writes) : [])];
}

function noTable(store: string, entity: Entity, known: readonly string[], hides: boolean): Found {
  const table = tableIn(entity);
  const path = ['entities', entity.name, 'table'];
  const message = `store \`${store}\` has no table \`${table}\``;
  if (!hides) return catalogueWrong(path, message, adviseNames(table, [...known]));
  // It may be there all the same: the account is told of no other.
  const grant = 'grant the account `select` on the table';
  return catalogueWrong(path, `${message} that its account may see`, meantOr(grant, table, known));
}

/** An account that can only read makes every other precaution a second one. */
function accountRemark(
  store: string,
  { powers, statements }: Account,
  writes: readonly (readonly [word: string, table: string])[],
): readonly Found[] {
  const words = [...new Set(writes.map(([word]) => word))];
  const onto = words.map((word) => {
    const tables = [...new Set(writes.filter(([one]) => one === word).map(([, table]) => `\`${table}\``))];
    return `may ${word} in ${tables.join(', ')}`;
  });
  // Whoever may do everything need not be told each part of it.
  const all = powers.includes('is a superuser') ? powers : [...powers, ...onto];
  if (all.length === 0) return [];
  const message = `the account of store \`${store}\` can do more than read: it ${all.join(', ')}`;
  return [storeUnwise(['stores', store], message, `make one that cannot: ${statements.join('; ')};`)];
}
