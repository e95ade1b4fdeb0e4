import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Principal } from '../../schema/terms/parties.ts';
import type { KeySource } from './key-source.ts';

export interface RememberBounds {
  /** How many tokens; the one that was not seen for longest goes first. */
  readonly max: number;
  /** Seconds. A token is verified anew after this long, whatever its `exp`. */
  readonly seconds: number;
}

/** What was found of a token, and under which keys. */
export interface Verified {
  readonly principal: Principal;
  readonly keys: KeySource;
  readonly generation: number;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Tokens that were verified, by their SHA-256: a dump of the memory holds none that could be used. */
export interface Remembered {
  readonly find: (token: string, now: number) => Principal | undefined;
  /** Starts a verification; what it found is dropped if anything was forgotten meanwhile. */
  readonly begin: () => (token: string, verified: Verified) => void;
  readonly forget: (predicate: (principal: Principal) => boolean) => void;
}

export function remembered(max: number): Remembered {
  const tokens = new LRUCache<string, Verified>({ max });
  let forgotten = 0;
  const digest = (token: string): string => hash('sha256', token, 'base64');
  return {
    find: (token, now) => {
      const key = digest(token);
      const found = tokens.get(key);
      if (!found) return undefined;
      if (now < found.until && found.keys.generation() === found.generation) return found.principal;
      tokens.delete(key);
      return undefined;
    },
    begin: () => {
      const started = forgotten;
      return (token, verified) => {
        if (started === forgotten) tokens.set(digest(token), verified);
      };
    },
    forget: (predicate) => {
      forgotten += 1;
      for (const [key, { principal }] of [...tokens.entries()]) if (predicate(principal)) tokens.delete(key);
    },
  };
}
