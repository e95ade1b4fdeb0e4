import { keyedStream } from '../noise/stream.ts';
import type { RandomBytes } from '../noise/random.ts';
import type { Account } from '../port.ts';

/** HMAC-SHA-256 under keys of its own, one for each use. */
export interface QuestionKeys {
  readonly question: (message: string) => Uint8Array;
  readonly noise: (message: string) => Uint8Array;
}

export interface Question {
  readonly account: Account;
  /** The version of the policy: another one may say another range, and is another question. */
  readonly policy: string;
  /** What is asked, in its one spelling. */
  readonly aggregate: string;
  /** The state of the data, where one is known; within it nothing changes. */
  readonly epoch?: string;
}

/** The keyed digest by which a question is known: 64 hex digits. Who has no key cannot tell what was asked. */
export function questionDigest(keys: QuestionKeys, { account, policy, aggregate, epoch }: Question): string {
  const { recipient, population, period } = account;
  const parts = [recipient, population, period.id, policy, aggregate, epoch ?? null];
  return Buffer.from(keys.question(JSON.stringify(parts))).toString('hex');
}

/**
 * The bytes that noise is thrown by. The same question has the same, so that asking again averages nothing away, and no
 * other has them.
 * @param part of an answer, where it has several numbers: each has a stream of its own, whatever the others took
 */
export const noiseOf = (keys: QuestionKeys, digest: string, part: string): RandomBytes =>
  keyedStream(keys.noise(JSON.stringify([digest, part])));
