import { aessiv } from '@noble/ciphers/aes.js';
import { frame } from './framing.ts';
import type { Keyring } from './keyring.ts';
import { pad, unpad } from './padding.ts';
import { fromToken, type Sealed, toToken } from './token.ts';
import { nonceBytes, nonces, type Xaes, xaes } from './xaes.ts';

/** Seals text into opaque tokens, and opens its own; anything else opens to nothing and never throws. */
export interface Seal {
  readonly seal: (text: string) => string;
  readonly open: (token: string) => string | undefined;
}

/** So many random bytes, for a nonce. */
export type Random = (n: number) => Uint8Array;

/** The same, with a nonce that makes each token another. */
export interface RandomSeal {
  readonly seal: (text: string, random: Random) => string;
  readonly open: Seal['open'];
}

interface Shape {
  /** Text is padded to a multiple of so many bytes. */
  readonly block: number;
  /** Longer tokens are not even tried. */
  readonly longest: number;
}

/**
 * AES-256-SIV (RFC 5297), deterministic: the same text under the same labels gives the same token. The labels go into
 * the key and, with its id, into the associated data. The current key seals, every key of the ring opens.
 */
export function deterministicSeal(keyring: Keyring, labels: readonly string[], shape: Shape): Seal {
  const cipher = (keyId: string) => aessiv(keyring.derive(64, keyId, ...labels), frame([...labels, keyId]));
  return {
    seal: (text) => {
      const bytes = cipher(keyring.current).encrypt(pad(Buffer.from(text, 'utf8'), shape.block));
      return toToken({ keyId: keyring.current, bytes });
    },
    open: (token) => {
      const { keyId, bytes } = known(keyring, fromToken(token, shape.longest), 16 + shape.block);
      return attempt(() => cipher(keyId).decrypt(bytes));
    },
  };
}

/** What a use of a ring needs each time. */
interface Sealing {
  readonly nonce: ReturnType<typeof nonces>;
  readonly cipher: (keyId: string) => Xaes;
}

const sealings = new WeakMap<Keyring, Map<string, Sealing>>();

function sealingOf(keyring: Keyring, use: string): Sealing {
  const ofRing = sealings.get(keyring) ?? new Map<string, Sealing>();
  sealings.set(keyring, ofRing);
  const ciphers = new Map<string, Xaes>();
  const cipher = (keyId: string): Xaes => {
    const known = ciphers.get(keyId) ?? xaes(keyring.derive(32, keyId, use));
    ciphers.set(keyId, known);
    return known;
  };
  const sealing = ofRing.get(use) ?? { nonce: nonces(), cipher };
  ofRing.set(use, sealing);
  return sealing;
}

/**
 * XAES-256-GCM under a nonce of its own: two tokens of one text have nothing in common. The use goes into the key, the
 * context and the key's id into the associated data.
 */
export function randomSeal(keyring: Keyring, use: string, context: readonly string[], shape: Shape): RandomSeal {
  const { nonce: next, cipher } = sealingOf(keyring, use);
  const associated = (keyId: string): Uint8Array => frame([use, ...context, keyId]);
  return {
    seal: (text, random) => {
      const { current } = keyring;
      const nonce = next(random);
      const sealed = cipher(current).encrypt(nonce, pad(Buffer.from(text, 'utf8'), shape.block), associated(current));
      return toToken({ keyId: current, bytes: Buffer.concat([nonce, sealed]) });
    },
    open: (token) => {
      const { keyId, bytes } = known(keyring, fromToken(token, shape.longest), nonceBytes + 16 + shape.block);
      const nonce = bytes.subarray(0, nonceBytes);
      return attempt(() => cipher(keyId).decrypt(nonce, bytes.subarray(nonceBytes), associated(keyId)));
    },
  };
}

/** Garbage is deciphered like a token, so that refusing it takes as long: here is what stands in for it. */
const known = (keyring: Keyring, sealed: Sealed | undefined, shortest: number): Sealed =>
  sealed && keyring.ids.includes(sealed.keyId) && sealed.bytes.length >= shortest
    ? sealed
    : { keyId: keyring.current, bytes: new Uint8Array(shortest) };

function attempt(decipher: () => Uint8Array): string | undefined {
  try {
    const text = unpad(decipher());
    return text && Buffer.from(text).toString('utf8');
  } catch {
    return undefined;
  }
}
