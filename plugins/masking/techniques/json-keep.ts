import { z } from 'zod';
import { keepPaths } from '../values/json.ts';
import { technique } from '../technique.ts';

/** `{"status":"paid","payer":{"name":"Emma","city":"Leeds"}}` → `{"status":"paid","payer":{"city":"Leeds"}}` by `json-keep(status, payer.city)`. What is
 * not named does not stay, so what somebody adds later does not either. `*` stands for every entry of a list. */
export const jsonKeep = technique({
  name: 'json-keep',
  summary: 'Of a JSON text the values at these paths: texts, numbers, true and false; nothing else.',
  avoid: 'Where what is kept needs a mask of its own: make it a field.',
  chinese: {
    summary: 'JSON 文本中这些路径上的值，其余一概不留。',
    avoid: '保留的值本身还需脱敏时：把它做成单独的字段。',
  },
  parameters: z
    .array(
      z.string().regex(/^[A-Za-z_][\w-]*(?:\.(?:\*|[A-Za-z_][\w-]*)){0,7}$/, 'a path is names with points between'),
    )
    .min(1)
    .max(32),
  disclosure: 'reduced',
  types: ['JSON', 'String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (...paths) => [{ tells: 'paths', paths }],
  call: 'json-keep(status, payer.city)',
  candidates: () => 'whatever was not named',
  example: '{"status":"paid","payer":{"name":"Emma","city":"Leeds"}}',
  bind: (_, ...paths) => {
    const keep = keepPaths(paths);
    return { mask: (value) => (typeof value === 'string' ? (keep(value) ?? null) : null) };
  },
});
