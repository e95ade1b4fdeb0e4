import { type Cmac, cmac } from './cmac.ts';
import type { Keyring } from './keyring.ts';
import { type Random, randomSeal } from './sealing.ts';

const shape = { block: 32, longest: Number.POSITIVE_INFINITY };

/**
 * Seals whom an answer was about, all keys at once; `bound` (the receipt) ties it to its entry of the ledger.
 * @param keys an array as JSON
 */
export const sealSubjects = (keyring: Keyring, keys: string, bound: string, random: Random): string =>
  randomSeal(keyring, 'subjects', [bound], shape).seal(keys, random);

/** The subjects' keys of the entry with this receipt; nothing where the token is of another entry or was changed. */
export function openSubjects(keyring: Keyring, token: string, bound: string): readonly string[] | undefined {
  const text = randomSeal(keyring, 'subjects', [bound], shape).open(token);
  return text === undefined ? undefined : (JSON.parse(text) as readonly string[]);
}

/**
 * Subjects as the ledger can be searched for them: AES-256-CMAC, 128 bits, base64url. Under an older key of the ring
 * they find what was derived before the keys were changed.
 */
export function subjectReferences(
  keyring: Keyring,
  subjectKeys: readonly string[],
  keyId = keyring.current,
): readonly string[] {
  const tags = cmacOf(keyring, keyId)(subjectKeys.map((key) => Buffer.from(key, 'utf8')));
  return subjectKeys.map((_, at) => tags.toString('base64url', at * 16, (at + 1) * 16));
}

const known = new WeakMap<Keyring, Map<string, Cmac>>();

function cmacOf(keyring: Keyring, keyId: string): Cmac {
  const ofRing = known.get(keyring) ?? new Map<string, Cmac>();
  known.set(keyring, ofRing);
  const made = ofRing.get(keyId) ?? cmac(keyring.derive(32, keyId, 'subject-reference'));
  ofRing.set(keyId, made);
  return made;
}
