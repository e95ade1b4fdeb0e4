import { z } from 'zod';
import { fieldTypes } from '../../../schema/terms/field.ts';
import { technique } from '../technique.ts';

/** Null, whatever the value. Every ladder ends here. */
export const withhold = technique({
  name: 'withhold',
  summary: 'Nothing of the value.',
  parameters: z.tuple([]),
  disclosure: 'withheld',
  types: fieldTypes,
  deterministic: true,
  reversible: false,
  injective: false,
  candidates: () => 'all',
  example: 'Emma Johnson',
  bind: () => ({ mask: () => null }),
});
