import { type Abilities, everything } from '../../schema/catalogue/abilities.ts';
import type { StoreOptions } from './options.ts';
import { restAbilities } from './rest/abilities.ts';

/** What each kind of store can do. One whose configuration says what it can do reads it from there. */
const abilitiesOfKind: { readonly [O in StoreOptions as O['kind']]: (options: O) => Abilities } = {
  pglite: () => everything,
  postgres: () => everything,
  mariadb: () => everything,
  rest: restAbilities,
};

const abilitiesOf = (options: StoreOptions): Abilities =>
  (abilitiesOfKind[options.kind] as (options: StoreOptions) => Abilities)(options);

/** What the stores of gateway.yaml can do, by name; everything where there is no such store, which is said elsewhere. */
export function abilitiesIn(stores: Readonly<Record<string, StoreOptions>>): (store: string) => Abilities {
  const known = new Map(Object.entries(stores).map(([name, options]) => [name, abilitiesOf(options)]));
  return (store) => known.get(store) ?? everything;
}
