import { z } from 'zod';
import type { Concern } from '../contract.ts';

const section = z.strictObject({});

/**
 * Surrogates, ids and cursors. It has no section: who gets a surrogate is a grant's word, which technique makes it a
 * ladder's, and the keys are the gateway's. That two recipient domains never tie is checked where the grants stand.
 */
export const pseudonyms: Concern<z.infer<typeof section>> = { name: 'pseudonyms', section };
