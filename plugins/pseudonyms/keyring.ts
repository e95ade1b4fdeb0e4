import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { frame } from './framing.ts';

/** One root key: 32 bytes or more of secret, with the id that its surrogates carry. */
export interface RootKey {
  readonly id: string;
  readonly secret: Uint8Array;
}

/**
 * Keys for everything, derived from root keys by HKDF-SHA-256 (RFC 5869); the info names the use, recipient and
 * purpose.
 */
export interface Keyring {
  /** The id of the key that makes new surrogates. */
  readonly current: string;
  /** All ids, the current first. */
  readonly ids: readonly string[];
  /** The ring as it was under each key before this one, the latest first: it makes what that key made. */
  readonly earlier: readonly Keyring[];
  /** `length` bytes for this use; the labels are length-prefixed, so no two lists of labels meet. */
  readonly derive: (length: number, keyId: string, ...labels: readonly string[]) => Uint8Array;
  /** HMAC-SHA-256 under the current key for these labels. */
  readonly hmac: (...labels: readonly string[]) => (message: string) => Uint8Array;
}

/**
 * The first root key is current, the others only open what they once sealed. It throws where there is none or one is
 * short.
 */
export function keyring(roots: readonly RootKey[]): Keyring {
  const [first] = roots;
  if (!first) throw new Error('there is no root key: name one under `keys` in gateway.yaml');
  for (const root of roots) {
    if (!/^[a-z0-9]{1,8}$/.test(root.id))
      throw new Error(`key id \`${root.id}\` must be 1 to 8 characters of a-z and 0-9`);
    if (root.secret.length < 32) throw new Error(`root key \`${root.id}\` is shorter than 32 bytes`);
  }
  if (new Set(roots.map((root) => root.id)).size < roots.length) throw new Error('two root keys have one id');
  const secrets: ReadonlyMap<string, KeyObject> = new Map(roots.map((root) => [root.id, createSecretKey(root.secret)]));
  const derived = new LRUCache<string, Uint8Array>({ max: 1024 });
  const derive = (length: number, keyId: string, ...labels: readonly string[]): Uint8Array => {
    const secret = secrets.get(keyId);
    if (!secret) throw new Error(`there is no root key \`${keyId}\``);
    const place = JSON.stringify([length, keyId, labels]);
    const bytes = derived.get(place) ?? new Uint8Array(hkdfSync('sha256', secret, 'scrim v1', frame(labels), length));
    derived.set(place, bytes);
    // A copy: whoever clears its key does not clear everybody's.
    return bytes.slice();
  };
  const under = (current: string, earlier: readonly Keyring[]): Keyring =>
    Object.freeze({
      current,
      ids: roots.map((root) => root.id),
      earlier,
      derive,
      hmac: (...labels: readonly string[]) => {
        const key = createSecretKey(derive(32, current, ...labels));
        return (message: string) => new Uint8Array(createHmac('sha256', key).update(message).digest());
      },
    });
  const before = roots.slice(1).map((root) => under(root.id, []));
  return under(first.id, before);
}
