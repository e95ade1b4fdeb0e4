import { createHash } from 'node:crypto';

/** The account that reads with this password: each data folder has its own, so that none locks another out. */
export const readerOf = (password: string): string =>
  `scrim_demo_${createHash('sha256').update(password).digest('hex').slice(0, 10)}`;
