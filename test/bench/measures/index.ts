import type { SectionName } from '../report/sections.ts';
import { measureConcurrency } from './concurrency.ts';
import { measureDocuments } from './documents.ts';
import { measureGovernance } from './governance.ts';
import { measureLedger } from './ledger.ts';
import type { Measure } from './measure.ts';
import { measurePlans } from './plans.ts';
import { measureRows } from './rows.ts';
import { measureSaturation } from './saturation.ts';
import { measureTechniques } from './techniques.ts';

/** What can be measured beside the race, by name. A soak has a length of its own. */
export const measures: Readonly<Record<Exclude<SectionName, 'race' | 'soak'>, Measure>> = {
  ledger: measureLedger,
  governance: measureGovernance,
  techniques: measureTechniques,
  plans: measurePlans,
  documents: measureDocuments,
  rows: measureRows,
  concurrency: measureConcurrency,
  saturation: measureSaturation,
};
