import type { ColumnFacts } from './facts.ts';

const either = /^(?:y|n|yes|no|t|f|true|false|on|off|0|1|是|否|有|无)?$/i;

/** An enumeration of yes and no asks a question, whatever its name speaks of: `contact_email` is whether one may write. */
export function yesOrNo(column: ColumnFacts): ColumnFacts {
  const { labels } = column;
  const asks =
    column.type === 'text' && labels !== undefined && labels.length > 1 && labels.every((one) => either.test(one));
  return asks ? { ...column, type: 'boolean' } : column;
}
