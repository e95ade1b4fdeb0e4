import { LRUCache } from 'lru-cache';
import { digitCipher } from './digits.ts';
import { frame } from './framing.ts';
import type { Keyring } from './keyring.ts';
import { type Alphabet, textCipher } from './letters.ts';
import { deterministicSeal } from './sealing.ts';

/** Keyed surrogates of one field in one recipient domain. Masking asks for the same shape in its port. */
export interface Surrogates {
  /**
   * FF1 over decimal digits; nothing for fewer than 6 or more than 56. There is no room for a key id among the digits:
   * only the current key of the ring turns them back, and an earlier ring what it made.
   */
  readonly encipherDigits: (digits: string) => string | undefined;
  readonly decipherDigits: (digits: string) => string | undefined;
  /** The same over another alphabet; nothing for other characters, or for fewer than 10^6 texts of that length. */
  readonly encipherText: (alphabet: Alphabet, text: string) => string | undefined;
  readonly decipherText: (alphabet: Alphabet, text: string) => string | undefined;
  /** `p`, the key's id, a dot, and 128 bits of HMAC-SHA-256 over the NFKC form. Not reversible. */
  readonly pseudonym: (value: string) => string;
  /** A reversible token: the same value gives the same one. */
  readonly seal: (value: string) => string;
  /** The value of a token of this field and domain, or nothing. */
  readonly open: (token: string) => string | undefined;
  /** A number below 2^53 for a value of this field, by HMAC-SHA-256. */
  readonly draw: (value: string) => number;
  /** The same for a subject: one for all fields of this recipient domain. */
  readonly drawFor: (subject: string) => number;
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
  const texts = lazily((alphabet: Alphabet) =>
    textCipher(
      alphabet,
      keyring.derive(32, current, 'text', alphabet, domain, coordinate),
      frame([alphabet, domain, coordinate, current]),
    ),
  );
  return Object.freeze({
    encipherDigits: remember('d', digits.encipher),
    // What comes in is chosen by the caller and is not remembered: it could push out what goes out.
    decipherDigits: digits.decipher,
    encipherText: (alphabet: Alphabet, text: string) =>
      remember(`t${alphabet}.`, (value: string) => texts(alphabet).encipher(value))(text),
    decipherText: (alphabet: Alphabet, text: string) => texts(alphabet).decipher(text),
    pseudonym: remember('p', (value: string) => {
      const tag = Buffer.from(mac(value.normalize('NFKC'))).subarray(0, 16);
      return `p${current}.${tag.toString('base64url')}`;
    }),
    seal: remember('s', seal.seal),
    open: seal.open,
    draw: drawing(keyring, 'draw', domain, coordinate),
    drawFor: drawing(keyring, 'draw-for', domain),
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

/** The first 53 bits of an HMAC. What they are reduced by is far smaller, so no remainder is likelier than another. */
function drawing(keyring: Keyring, ...labels: readonly string[]): (value: string) => number {
  const mac = keyring.hmac(...labels);
  return (value) => {
    const tag = Buffer.from(mac(value));
    return (tag.readUInt32BE(0) & 0x1fffff) * 2 ** 32 + tag.readUInt32BE(4);
  };
}

/** Made when it is asked for first: most fields need none of them. */
function lazily<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const one = made.get(key) ?? make(key);
    made.set(key, one);
    return one;
  };
}
