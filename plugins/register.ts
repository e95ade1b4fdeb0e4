import type { Concern } from './contract.ts';

/**
 * Forgets the type of a concern's section, so that one list holds them all. Safe as long as a concern is only ever handed
 * the section that its own shape parsed: `parsePolicy` and `sectionOf` keep them under its name.
 */
export const register = <Section>(concern: Concern<Section>): Concern<unknown> =>
  Object.freeze(concern) as unknown as Concern<unknown>;
