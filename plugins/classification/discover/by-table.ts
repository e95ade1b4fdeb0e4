import type { ColumnFacts } from './facts.ts';
import type { Place } from './match.ts';
import type { Rulebook } from './rulebook.ts';
import type { Unit } from './unit.ts';
import { categoryOf, nobodys, type Verdict } from './verdict.ts';

/** What a column is of which only the table is known. */
export function byTable({ holders }: Rulebook, units: readonly Unit[], column: ColumnFacts, place: Place): Verdict {
  const { type, kind } = place;
  if (kind === 'health' && (type === 'text' || type === 'number' || type === 'json')) return ill;
  if (kind === 'credential' && type === 'binary') return secret;
  if (type === 'number') return nobodys(0.7, 'type: a number that no word explains', categoryOf(kind));
  if (type === 'uuid') return nobodys(0.75, 'type: a key', 'none', 'id');
  if (type === 'text' && (column.length ?? 99) < 4) return nobodys(0.7, 'type: a short code', categoryOf(kind));
  if (kind === 'person' && type === 'text' && !column.labels) return somebodys;
  // A `product_brand` beside what was bought is the product's.
  if (type === 'text' && holders.get(units[0]?.meaning ?? '') === 'thing') return nobodys(0.6, 'name: of a thing');
  return nobodys(kind === 'thing' || kind === 'place' ? 0.7 : 0.5, 'nothing explains it', categoryOf(kind));
}

const ill: Verdict = {
  pii: true,
  category: 'health',
  sensitive: 'high',
  semantic: 'health',
  sure: 0.55,
  evidence: ['table: its rows tell of the health of a person'],
};

/** INVARIANT: what nobody can explain of a person is taken for personal, until somebody looks. */
const somebodys: Verdict = {
  ...ill,
  category: 'identity',
  sensitive: 'medium',
  semantic: 'plain',
  sure: 0.5,
  evidence: ['table: nothing explains it, and its rows are persons'],
};

const secret: Verdict = {
  ...ill,
  category: 'credential',
  semantic: 'credential',
  evidence: ['table: it holds secrets'],
};
