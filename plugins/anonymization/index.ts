import type { Concern } from '../contract.ts';
import { lint } from './lint.ts';
import { oblige } from './oblige.ts';
import { type AnonymizationSection, anonymizationSection } from './policy.ts';

/** Figures about many in which nobody is found: groups of at least so many people. */
export const anonymization: Concern<AnonymizationSection> = {
  name: 'anonymization',
  section: anonymizationSection,
  lint,
  oblige,
};
