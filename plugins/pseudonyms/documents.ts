import type { Keyring } from './keyring.ts';

/**
 * A document as the ledger names it: HMAC-SHA-256 of its text, hex. A text may hold a literal, and of a plain hash a
 * phone number would be guessed: its shape is known, and there are only so many.
 */
export const documentReference = (keyring: Keyring, source: string): string =>
  Buffer.from(keyring.hmac('document')(source)).toString('hex');
