import type { Entity } from '../../../schema/catalogue/catalogue.ts';
import type { Profile } from '../../../schema/terms/profile.ts';
import type { UsableConfiguration } from '../../config/load.ts';
import type { Edition } from '../../edition.ts';
import { locate } from '../locate.ts';
import { type OrderIndex, orderIndex } from '../order-index.ts';
import type { Place } from '../print-findings.ts';
import { entitlementInWords, entitlementsOf } from '../profiles.ts';

/** An entity whose rows are ordered by a keyed hash, since ids are not clear to somebody, and the index that wants. */
export interface OrderNote extends Place {
  readonly entity: string;
  readonly profiles: readonly Profile[];
  /** What the table wants; `SALT` stands for the recipient's salt, which is as secret as its key. */
  readonly wants: string;
  readonly message: string;
  readonly advice: string;
}

/** One note for each such entity. The salts themselves are in none of them: whoever has one can undo the order. @param now seconds since 1970 */
export async function keyedOrders(
  { folder, gateway, catalogue, policy }: UsableConfiguration,
  edition: Edition,
  now: number,
): Promise<readonly OrderNote[]> {
  const profiles = entitlementsOf(policy, now).flatMap((one) =>
    edition.purposesOf(one).map((purpose): Profile => ({ ...one, purpose })),
  );
  const found = [...catalogue.entities.values()].map((entity) => ({
    entity,
    profiles: profiles.filter((profile) => {
      const view = edition.view(profile, profile.purpose).entity(entity.name);
      return view.open && view.order.by === 'hash';
    }),
  }));
  // An API has no index that anybody here could make.
  const indexed = ({ store }: Entity): boolean => gateway.stores[store]?.kind !== 'rest';
  const keyed = found.filter((one) => one.profiles.length > 0 && indexed(one.entity));
  return Promise.all(
    keyed.map(({ entity, profiles }) =>
      noteOf(folder, entity, profiles, orderIndex(gateway.stores[entity.store]?.kind)),
    ),
  );
}

async function noteOf(
  folder: string,
  entity: Entity,
  profiles: readonly Profile[],
  index: OrderIndex,
): Promise<OrderNote> {
  const wants = index.wants(entity);
  const whom = profiles.map((profile) => `${entitlementInWords(profile)} under \`${profile.purpose}\``).join(', ');
  return {
    ...(await locate(folder, 'catalogue.yaml', ['entities', entity.name])),
    entity: entity.name,
    profiles,
    wants,
    message: `rows of \`${entity.name}\` are ordered by a keyed hash, since its id is not clear to ${whom}`,
    advice: `if ${index.table(entity)} is large, it wants ${wants} for each of them; SALT is theirs, and secret: \`scrim indexes\` prints them`,
  };
}
