import type { Surrogates } from '../../../plugins/masking/port.ts';
import { keyring } from '../../../plugins/pseudonyms/keyring.ts';
import { surrogates } from '../../../plugins/pseudonyms/surrogates.ts';

/**
 * Surrogates under a key that everybody has, to see what they look like: the same each time, and never those of a gateway.
 * `asked` tells whether a technique wanted one.
 */
export function demoSurrogates(coordinate: string): { readonly surrogates: Surrogates; readonly asked: () => boolean } {
  const secret = new TextEncoder().encode('scrim mask: everybody knows this key');
  const real = surrogates(keyring([{ id: 'example', secret }]), 'scrim mask', coordinate);
  const seen = { asked: false };
  const watched = new Proxy(real, {
    get: (target, name: keyof Surrogates) => {
      seen.asked = true;
      return target[name];
    },
  });
  return { surrogates: watched, asked: () => seen.asked };
}
