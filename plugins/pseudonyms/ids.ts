import { LRUCache } from 'lru-cache';
import type { Keyring } from './keyring.ts';
import { deterministicSeal, type Seal } from './sealing.ts';

/** What a global id names. */
export interface Named {
  readonly entity: string;
  readonly key: string;
}

/** `Customer:42`, the id of a record whose `id` is clear. */
export const clearId = (entity: string, key: string): string => `${entity}:${key}`;

const longestKey = 1024;

/** What a clear id names; nothing for what is not one. The key may hold colons, the entity's name cannot. */
export function parseClearId(id: string): Named | undefined {
  const colon = id.indexOf(':');
  const entity = id.slice(0, Math.max(colon, 0));
  const key = id.slice(colon + 1);
  return /^[_A-Za-z][_0-9A-Za-z]*$/.test(entity) && key !== '' && key.length <= longestKey
    ? { entity, key }
    : undefined;
}

/** Global ids of records whose `id` is replaced. */
export interface Ids {
  /**
   * One opaque token for a record within a recipient domain, unrelated ones across domains. Type and key lie inside,
   * padded, so that neither shows.
   */
  readonly sealId: (domain: string, entity: string, key: string) => string;
  /**
   * What the token names in this domain. Another domain's, a changed one and garbage alike open to nothing, after the
   * same work.
   */
  readonly openId: (domain: string, token: string) => Named | undefined;
}

/** Ids under the keys of this ring. It remembers as many of them as `remembered` says. */
export function ids(keyring: Keyring, remembered = 65_536): Ids {
  const seals = new LRUCache<string, Seal>({ max: 256 });
  const sealOf = (domain: string): Seal => {
    const seal = seals.get(domain) ?? deterministicSeal(keyring, ['id', domain], { block: 32, longest: 2048 });
    seals.set(domain, seal);
    return seal;
  };
  const tokens = new LRUCache<string, string>({ max: remembered });
  return Object.freeze({
    sealId: (domain: string, entity: string, key: string) => {
      const id = clearId(entity, key);
      const place = `${domain.length}:${domain}${id}`;
      const token = tokens.get(place) ?? sealOf(domain).seal(id);
      tokens.set(place, token);
      return token;
    },
    openId: (domain: string, token: string) => {
      const id = sealOf(domain).open(token);
      return id === undefined ? undefined : parseClearId(id);
    },
  });
}
