import { LRUCache } from 'lru-cache';
import type { Keyring } from './keyring.ts';

/** The texts that are remembered together, in UTF-16 units. */
const remembered = 1024 * 1024;

/**
 * A document as the ledger names it: HMAC-SHA-256 of its text, hex. A text may hold a literal, and of a plain hash a
 * phone number would be guessed: its shape is known, and there are only so many.
 */
export function documentReferences(keyring: Keyring): (source: string) => string {
  const references = new LRUCache<string, string>({
    maxSize: remembered,
    sizeCalculation: (_, text) => text.length + 64,
  });
  const hmac = keyring.hmac('document');
  return (source) => {
    const known = references.get(source) ?? Buffer.from(hmac(source)).toString('hex');
    references.set(source, known);
    return known;
  };
}
