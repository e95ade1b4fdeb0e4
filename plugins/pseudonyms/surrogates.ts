import { LRUCache } from 'lru-cache';
import { digitCipher } from './digits.ts';
import { frame } from './framing.ts';
import type { Keyring } from './keyring.ts';
import { deterministicSeal } from './sealing.ts';

/** Keyed surrogates of one field in one recipient domain. Masking asks for the same shape in its port. */
export interface Surrogates {
  /**
   * FF1 over decimal digits; nothing for fewer than 6 or more than 56. There is no room for a key id among the digits,
   * so only the current key turns them back: after a rotation a recipient's older ones no longer find anything.
   */
  readonly encipherDigits: (digits: string) => string | undefined;
  readonly decipherDigits: (digits: string) => string | undefined;
  /** `p`, the key's id, a dot, and 128 bits of HMAC-SHA-256 over the NFKC form. Not reversible. */
  readonly pseudonym: (value: string) => string;
  /** A reversible token: the same value gives the same one. */
  readonly seal: (value: string) => string;
  /** The value of a token of this field and domain, or nothing. */
  readonly open: (token: string) => string | undefined;
}

/** How much is remembered: results cost tens of microseconds to make again. */
export interface Bounds {
  readonly fields: number;
  readonly values: number;
}

const defaultBounds: Bounds = { fields: 128, values: 8192 };
const longestRemembered = 256;

/** The surrogates of the field `coordinate` in the recipient domain `domain`. */
export function surrogates(
  keyring: Keyring,
  domain: string,
  coordinate: string,
  values = defaultBounds.values,
): Surrogates {
  const { current } = keyring;
  const digits = digitCipher(
    keyring.derive(32, current, 'digits', domain, coordinate),
    frame([domain, coordinate, current]),
  );
  const mac = keyring.hmac('pseudonym', domain, coordinate);
  const seal = deterministicSeal(keyring, ['seal', domain, coordinate], { block: 16, longest: 65_536 });
  const remember = remembering(values);
  return Object.freeze({
    encipherDigits: remember('d', digits.encipher),
    // What comes in is chosen by the caller and is not remembered: it could push out what goes out.
    decipherDigits: digits.decipher,
    pseudonym: remember('p', (value: string) => {
      const tag = Buffer.from(mac(value.normalize('NFKC'))).subarray(0, 16);
      return `p${current}.${tag.toString('base64url')}`;
    }),
    seal: remember('s', seal.seal),
    open: seal.open,
  });
}

/** Hands out one instance for each domain and field, and keeps the ones that were used last. */
export function surrogateSource(
  keyring: Keyring,
  bounds: Bounds = defaultBounds,
): (domain: string, coordinate: string) => Surrogates {
  const instances = new LRUCache<string, Surrogates>({ max: bounds.fields });
  return (domain, coordinate) => {
    const key = JSON.stringify([domain, coordinate]);
    const instance = instances.get(key) ?? surrogates(keyring, domain, coordinate, bounds.values);
    instances.set(key, instance);
    return instance;
  };
}

function remembering(max: number) {
  const results = new LRUCache<string, string>({ max });
  return <R extends string | undefined>(kind: string, make: (value: string) => R) =>
    (value: string): R => {
      if (value.length > longestRemembered) return make(value);
      const key = kind + value;
      const before = results.get(key);
      if (before !== undefined) return before as R;
      const made = make(value);
      if (made !== undefined) results.set(key, made);
      return made;
    };
}
