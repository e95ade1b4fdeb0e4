import type { BoundFetch } from '../bound.ts';
import type { Fetch } from '../plan.ts';
import type { Arguments } from './arguments.ts';

/**
 * For each field that a lookup compares, the quotas that it can be paid out of.
 * INVARIANT: it looks at which fields are asked for, never at a value: a miss is paid like a hit.
 */
export const lookupQuotas = ({ view }: Fetch, { by = {} }: Arguments): BoundFetch['lookups'] =>
  Object.entries(by).flatMap(([name, value]) => {
    const { quotas = [] } = (value !== undefined && value !== null && view.fields.get(name)) || {};
    return quotas;
  });
