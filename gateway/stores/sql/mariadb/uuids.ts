import type { CompareOperator } from '../../../statement.ts';
import type { BareColumn, Operand } from './operands.ts';
import { bytesOf } from './texts.ts';

type Bound = NonNullable<Operand['bound']>;

const isCaseless = ({ facts }: BareColumn): boolean => facts.collation?.endsWith('_ci') ?? false;

/** A bound UUID as a column holds them: of the type, in text, or in sixteen bytes. */
const held = ({ facts }: BareColumn, bound: Bound): string =>
  facts.kind === 'binary' ? bound('uuid-hex', { before: 'unhex(', after: ')' }) : bound();

/** In text, letters are of either case: where the collation tells them apart, both are looked for. */
const anyOf = (column: BareColumn, bound: Bound): string =>
  column.facts.kind === 'text' && !isCaseless(column) ? `${bound()}, ${bound('upper')}` : held(column, bound);

/** The column itself orders them as they compare: one of texts does where it takes both cases of letters for one. */
const ordersItself = (column: BareColumn | undefined): column is BareColumn =>
  column !== undefined && (column.facts.kind !== 'text' || isCaseless(column));

/** Compares keys of type uuid, in whichever way each side holds them. */
export function compareUuids(left: Operand, op: CompareOperator, right: Operand): string {
  const [l, r] = [left.column, right.column];
  if (l && right.bound && op === '=') return `(${l.bare} in (${anyOf(l, right.bound)}))`;
  if (ordersItself(l) && right.bound) return `(${l.bare} ${op} ${held(l, right.bound)})`;
  if (ordersItself(r) && left.bound) return `(${held(r, left.bound)} ${op} ${r.bare})`;
  const alike = r && ordersItself(l) && l.facts.kind === r.facts.kind && l.facts.collation === r.facts.collation;
  if (alike) return `(${l.bare} ${op} ${r.bare})`;
  return `(${bytesOf(left.value)} ${op} ${bytesOf(right.value)})`;
}

/** @param list a bound array */
export function uuidIn({ value, column }: Operand, { bound }: Operand): string {
  if (!bound) throw new Error('a list is bound');
  return column ? `(${column.bare} in (${anyOf(column, bound)}))` : `(${value} in (${bound()}))`;
}

/** As the column has them: one of the type UUID orders by its parts from the last to the first. */
export const uuidOrder = ({ value, column }: Operand): string => (ordersItself(column) ? column.bare : bytesOf(value));
