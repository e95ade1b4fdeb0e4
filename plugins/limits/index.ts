import { noObligation } from '../../schema/terms/obligation.ts';
import type { Concern } from '../contract.ts';
import { type LimitsSection, limitsSection } from './policy.ts';

/** How large one operation may be. Documents are measured before they are planned, rows while they are read. */
export const limits: Concern<LimitsSection> = {
  name: 'limits',
  section: limitsSection,
  oblige: ({ limits: { rows } }) => ({ ...noObligation, rows }),
};
