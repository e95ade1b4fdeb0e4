import { z } from 'zod';
import { fieldTypes } from '../../../schema/terms/field.ts';
import { technique } from '../technique.ts';

/** Null, whatever the value. Every ladder ends here. */
export const withhold = technique({
  name: 'withhold',
  summary: 'Nothing of the value.',
  avoid: 'Where an app needs something to show: it gets null.',
  chinese: { summary: '什么也不留。', avoid: '应用需要显示内容时：它只会得到空值。' },
  parameters: z.tuple([]),
  disclosure: 'withheld',
  types: fieldTypes,
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => [],
  candidates: () => 'all',
  example: 'Emma Johnson',
  bind: () => ({ mask: () => null }),
});
