import { createHash } from 'node:crypto';

/** The name of the column that holds a table's hashes by this salt. It says which salt it is without telling it. */
export const hashColumn = (salt: string): string =>
  `scrim_order_${createHash('sha256').update(`order ${salt}`).digest('hex').slice(0, 12)}`;

/** The same for a key in bytes. */
export const bytesHashColumn = (name: string): string => `${name}_b`;
