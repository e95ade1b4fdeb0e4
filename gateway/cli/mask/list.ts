import type { Technique } from '../../../plugins/masking/technique.ts';
import { techniques } from '../../../plugins/masking/techniques/index.ts';
import { inColumns } from '../columns.ts';

/** The table of techniques: one line each, or one JSON document. */
export function listTechniques(json: boolean): string {
  const rows = [...techniques.values()];
  if (json) return `${JSON.stringify(rows.map(factsOf), null, 2)}\n`;
  const lines = rows.map((row) => [callOf(row), row.disclosure, row.types.join(' '), row.summary]);
  return inColumns([['technique', 'gives', 'types', ''], ...lines])
    .map((line) => `${line}\n`)
    .join('');
}

const callOf = ({ name, call }: Technique): string => call ?? name;

const factsOf = (row: Technique) => {
  const { name, summary, avoid, disclosure, types, deterministic, reversible, injective, example } = row;
  return { name, call: callOf(row), summary, avoid, disclosure, types, deterministic, reversible, injective, example };
};
