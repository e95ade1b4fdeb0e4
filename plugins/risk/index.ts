import type { Concern } from '../contract.ts';
import { type RiskSection, riskSection } from './policy.ts';

/** How unique people may be by what a view shows. It decides nothing: `scrim check` holds the last measurement against it. */
export const risk: Concern<RiskSection> = { name: 'risk', section: riskSection };
