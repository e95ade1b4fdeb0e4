import type { Value } from './field.ts';

/** Something known only when a request is there: the principal's own id, a claim of the token. Never a constant of a plan. */
export interface Binding {
  readonly bind: 'principal.id' | `claim.${string}`;
}

export type Operand = Value | Binding;

export const testOperators = ['eq', 'in', 'lt', 'lte', 'gt', 'gte', 'isNull'] as const;
export type TestOperator = (typeof testOperators)[number];

/**
 * One question to a row. `path` walks to-one relations, across stores too; `field` is a catalogue field of the entity at
 * its end. A test without an answer (no such record, a null) fails, negated or not. `isNull` has the operand `true`.
 */
export interface FieldTest {
  readonly path: readonly string[];
  readonly field: string;
  readonly op: TestOperator;
  readonly operands: readonly Operand[];
  readonly negated?: boolean;
}

/**
 * Whether the record at the end of `path` has, by a to-many relation, some record for which all of `where` holds: a consent
 * of a kind, a hold on an account. No record at the end of `path`: it fails, negated or not.
 */
export interface RelatedTest {
  readonly path: readonly string[];
  readonly some: string;
  /** Without paths of their own. */
  readonly where: readonly FieldTest[];
  readonly negated?: boolean;
}

export type Test = FieldTest | RelatedTest;

/** Which rows of an entity: all, none, or any of (every one of some tests). `none` sends no statement. */
export type Restriction =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'any'; readonly of: readonly (readonly Test[])[] };

export const all: Restriction = Object.freeze({ kind: 'all' });
export const none: Restriction = Object.freeze({ kind: 'none' });

/** Any of (every one of some tests), in its normal form: no alternative twice, none that a weaker one beside it swallows. */
export function anyOf(alternatives: readonly (readonly Test[])[]): Restriction {
  if (alternatives.some((tests) => tests.length === 0)) return all;
  const sets = alternatives.map((tests) => new Map(tests.map((test) => [keyOf(test), test])));
  const kept = sets.filter(
    (one, i) => !sets.some((other, j) => j !== i && isSubset(other, one) && (other.size < one.size || j < i)),
  );
  if (kept.length === 0) return none;
  const of = kept.map((set) => [...set.entries()].sort(byKey).map(([, test]) => test));
  return { kind: 'any', of: of.sort((a, b) => compare(listKey(a), listKey(b))) };
}

/** Both hold: guards meet like this. `all` is the unit, `none` absorbs. */
export function intersect(a: Restriction, b: Restriction): Restriction {
  if (a.kind === 'none' || b.kind === 'none') return none;
  if (a.kind === 'all') return b;
  if (b.kind === 'all') return a;
  return anyOf(a.of.flatMap((left) => b.of.map((right) => [...left, ...right])));
}

/** One of them holds: grants meet like this. `none` is the unit, `all` absorbs. */
export function unite(a: Restriction, b: Restriction): Restriction {
  if (a.kind === 'all' || b.kind === 'all') return all;
  if (a.kind === 'none') return b;
  if (b.kind === 'none') return a;
  return anyOf([...a.of, ...b.of]);
}

/** The same restriction has the same key. */
export const restrictionKey = (restriction: Restriction): string =>
  restriction.kind === 'any' ? restriction.of.map(listKey).join('|') : restriction.kind;

const keyOf = (test: Test): string =>
  'some' in test
    ? JSON.stringify([test.path, 'some', test.some, test.where.map(keyOf).sort(), test.negated ?? false])
    : JSON.stringify([test.path, test.field, test.op, test.operands, test.negated ?? false]);
const listKey = (tests: readonly Test[]): string => tests.map(keyOf).join('&');
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byKey = (a: readonly [string, Test], b: readonly [string, Test]): number => compare(a[0], b[0]);
const isSubset = (small: ReadonlyMap<string, Test>, large: ReadonlyMap<string, Test>): boolean =>
  [...small.keys()].every((key) => large.has(key));
