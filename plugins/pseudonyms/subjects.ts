import { createHmac } from 'node:crypto';
import type { Keyring } from './keyring.ts';
import { type Random, randomSeal } from './sealing.ts';

const shape = { block: 32, longest: Number.POSITIVE_INFINITY };

/** Seals whom an answer was about, all keys at once; `bound` (the receipt) ties it to its entry of the ledger. */
export const sealSubjects = (keyring: Keyring, keys: readonly string[], bound: string, random: Random): string =>
  randomSeal(keyring, 'subjects', [bound], shape).seal(JSON.stringify(keys), random);

/** The subjects' keys of the entry with this receipt; nothing where the token is of another entry or was changed. */
export function openSubjects(keyring: Keyring, token: string, bound: string): readonly string[] | undefined {
  const text = randomSeal(keyring, 'subjects', [bound], shape).open(token);
  return text === undefined ? undefined : (JSON.parse(text) as readonly string[]);
}

/**
 * A subject as the ledger can be searched for it: 128 bits of HMAC-SHA-256, base64url. Under an older key of the ring
 * it finds what was derived before the keys were changed.
 */
export const subjectReference = (keyring: Keyring, subjectKey: string, keyId = keyring.current): string =>
  createHmac('sha256', keyring.derive(32, keyId, 'subject-reference'))
    .update(subjectKey)
    .digest()
    .subarray(0, 16)
    .toString('base64url');
