import { keyring } from '../../plugins/pseudonyms/keyring.ts';
import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import type { Policy } from '../../schema/policy.ts';
import type { GatewayOptions } from '../config/options.ts';
import { type Edition, edition } from '../edition.ts';
import { abilitiesIn } from '../stores/abilities.ts';
import type { Keyring } from '../../plugins/pseudonyms/keyring.ts';

/** An edition with the key that its surrogates are made with. */
export interface ThrowawayEdition extends Edition {
  readonly keyring: Keyring;
}

interface Rules {
  readonly catalogue: Catalogue;
  readonly policy: Policy;
  /** What its stores cannot do is closed; without it they are taken to do everything. */
  readonly gateway?: Pick<GatewayOptions, 'stores'> | undefined;
}

/**
 * An edition to look at decisions, without stores.
 *
 * INVARIANT: its key is made here and ends here: no surrogate, id or salt of it is one that a gateway ever makes.
 */
export function throwawayEdition(
  { catalogue, policy, gateway }: Rules,
  random: (bytes: number) => Uint8Array,
): ThrowawayEdition {
  const ring = keyring([{ id: 'example', secret: random(32) }]);
  const abilities = gateway && { abilities: abilitiesIn(gateway.stores) };
  return { ...edition({ catalogue, policy, keyring: ring, stores: new Map(), ...abilities }), keyring: ring };
}
