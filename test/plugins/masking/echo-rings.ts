import { ids } from '../../../plugins/pseudonyms/ids.ts';
import { keyring } from '../../../plugins/pseudonyms/keyring.ts';
import { surrogates } from '../../../plugins/pseudonyms/surrogates.ts';

/** What a gateway with this key would make of values. */
export function demoRing(keyId: string) {
  const ring = keyring([{ id: keyId, secret: new Uint8Array(32).fill(9) }]);
  const { pseudonym, seal } = surrogates(ring, 'role:ada/care', 'Person.name');
  const { sealId } = ids(ring, 8);
  return { pseudonym, seal, id: (key: string) => sealId('role:ada/care', 'Person', key) };
}
