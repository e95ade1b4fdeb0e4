import { sectionOf } from '../../plugins/policy.ts';
import type { Band } from '../../schema/terms/band.ts';
import { type Asking, remembered } from './asking.ts';

/** Groups of fewer people are as if they were not there. */
export interface Bound {
  readonly size: number;
  readonly dominance: number;
  readonly grid: (entity: string) => Readonly<Record<string, Band>>;
}

/** What the rules ask of groups, rule by rule: the largest size, the smallest share, what every grid has, as coarse as the coarsest. */
export const boundOf = (asks: Asking): Bound | undefined => remembered(asks, 'bound', () => askedOf(asks));

function askedOf({ world, asker }: Asking): Bound | undefined {
  const profile = { ...asker.entitlement, purpose: asker.purpose ?? '' };
  const asked = world.concerns.flatMap(
    (concern) => concern.oblige?.(sectionOf(world.policy, concern), profile).groups ?? [],
  );
  const [first] = asked;
  if (!first) return undefined;
  // One concern asks it: rules of one policy are joined by that concern itself, which a law of its own holds.
  if (asked.length > 1) throw new Error('two concerns ask for groups of a size');
  return { size: first.size, dominance: first.dominance, grid: (entity) => first.grids[entity] ?? {} };
}
