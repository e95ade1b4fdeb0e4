import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { purposesOf } from '../../gateway/compile/visible.ts';
import { viewOf } from '../../gateway/compile/view.ts';
import { type Change, type ChangeKind, diff, isWider } from '../../gateway/matrix/diff.ts';
import { type Matrix, matrixOf } from '../../gateway/matrix/matrix.ts';
import { rowsDirection, within } from '../../gateway/matrix/within.ts';
import { parsePolicy } from '../../plugins/policy.ts';
import { choices, numbers } from '../fixtures/worlds/choices.ts';
import { rulesFor } from '../fixtures/worlds/gateway-path.ts';
import { type PolicyValue, policyValue } from '../fixtures/worlds/policies.ts';
import { parsed, type RandomWorld, randomWorld, worldConcerns } from '../fixtures/worlds/world.ts';
import { lets, restriction, smallRow } from './rows.ts';

function matrixUnder({ world }: RandomWorld, value: PolicyValue): Matrix {
  const { policy } = parsePolicy(value, worldConcerns);
  if (!policy) throw new Error('the policy of a random world is refused');
  const rules = rulesFor({ ...world, policy });
  return matrixOf({
    catalogue: world.catalogue,
    policy,
    purposesOf: (entitlement) => purposesOf(rules, entitlement),
    view: (entitlement, purpose) => viewOf(rules, { ...entitlement, purpose }),
  });
}

/** Another policy over the same catalogue. */
function otherPolicy({ world }: RandomWorld, list: readonly number[]): PolicyValue {
  const value = policyValue(choices(list), world.catalogue);
  parsed(value, world.catalogue);
  return value;
}

/** The same policy without one of its grants, or nothing where it would be another in more than that. */
function withoutOne({ policy, changes }: RandomWorld): PolicyValue {
  const choose = changes();
  const role = choose.pick(Object.keys(policy.roles));
  const { grants = [], ...rest } = policy.roles[role] ?? { description: '', tier: '' };
  const gone = choose.pick(grants);
  return { ...policy, roles: { ...policy.roles, [role]: { ...rest, grants: grants.filter((one) => one !== gone) } } };
}

const opposite: Readonly<Record<ChangeKind, ChangeKind>> = {
  widens: 'narrows',
  narrows: 'widens',
  adds: 'removes',
  removes: 'adds',
  differs: 'differs',
  changes: 'changes',
};

const told = (changes: readonly Change[]): readonly string[] =>
  changes.map(({ kind, scope, holder, purpose, name }) => [kind, scope, holder, purpose, name].join(' ')).sort();

/** Making a counterexample small may take longer than anybody waits. */
const bounded = { interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true };
const runs = { numRuns: 30, ...bounded };

describe('the difference of two policies', () => {
  test('of a policy with itself is nothing', () => {
    fc.assert(
      fc.property(randomWorld, (given) => {
        expect(diff(matrixUnder(given, given.policy), matrixUnder(given, given.policy))).toEqual([]);
      }),
      runs,
    );
  });

  test('turned around is its opposite, place by place', () => {
    fc.assert(
      fc.property(randomWorld, numbers(500), (given, list) => {
        const [one, other] = [matrixUnder(given, given.policy), matrixUnder(given, otherPolicy(given, list))];
        const turned = diff(other, one).map((change) => ({ ...change, kind: opposite[change.kind] }));
        expect(told(diff(one, other))).toEqual(told(turned));
      }),
      runs,
    );
  });

  test('of one grant more is never narrower, and of one less never wider', () => {
    fc.assert(
      fc.property(randomWorld, (given) => {
        const [less, more] = [matrixUnder(given, withoutOne(given)), matrixUnder(given, given.policy)];
        // A rule that the new grant swallows may be written another way afterwards, and lets the same rows through.
        const lost = diff(less, more)
          .filter(({ kind }) => kind !== 'changes')
          .filter((change) => !isWider(change) || change.kind === 'differs');
        expect(lost).toEqual([]);
        expect(diff(more, less).filter(isWider)).toEqual([]);
      }),
      { numRuns: 120, ...bounded },
    );
  });

  test('is found where there is one: every kind of change occurs', () => {
    const sampled = fc.sample(fc.tuple(randomWorld, numbers(500)), { numRuns: 25, seed: 3 });
    const kinds = sampled.flatMap(([given, list]) =>
      diff(matrixUnder(given, given.policy), matrixUnder(given, otherPolicy(given, list))).map(
        ({ kind, scope }) => `${scope} ${kind}`,
      ),
    );
    for (const kind of ['widens', 'narrows', 'adds', 'removes', 'differs']) expect(kinds).toContain(`cell ${kind}`);
  });
});

describe('rows of one rule within those of another', () => {
  test('are, on every row, wherever that is said', () => {
    fc.assert(
      fc.property(restriction, restriction, smallRow, (inner, outer, row) => {
        if (within(inner, outer) && lets(inner, row)) expect(lets(outer, row)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  const one = (op: string, operands: readonly unknown[], more: object = {}) =>
    ({ kind: 'any', of: [[{ path: [], field: 'a', op, operands, ...more }]] }) as unknown as Parameters<
      typeof within
    >[0];
  const bound = { bind: 'claim.a' };

  test.each([
    ['a list that grew', one('in', ['A']), one('in', ['A', 'B']), 'wider'],
    ['a value that became a list', one('eq', ['A']), one('in', ['B', 'A']), 'wider'],
    ['other values', one('eq', ['A']), one('eq', ['B']), 'either'],
    [
      'more that is left out',
      one('in', ['A'], { negated: true }),
      one('in', ['A', 'B'], { negated: true }),
      'narrower',
    ],
    ['a bound that moved out', one('lt', [3]), one('lte', [4]), 'wider'],
    ['a bound that lets in its own value', one('gt', [3]), one('gte', [3]), 'wider'],
    ['bounds of texts, which may be numbers or days', one('lt', ['9']), one('lt', ['10']), 'either'],
    ['a value, and that there is one', one('eq', ['A']), one('isNull', [true], { negated: true }), 'wider'],
    ['a value, and that there is none', one('eq', ['A']), one('isNull', [true]), 'either'],
    // What is bound may be absent, and the whole test then fails.
    ['a binding beside a value', one('in', ['A']), one('in', ['A', bound]), 'either'],
    ['a value beside a binding', one('in', [bound]), one('in', ['A', bound]), 'wider'],
    ['a rule, and none', one('eq', ['A']), { kind: 'all' as const }, 'wider'],
  ])('say of %s: %4$s', (_, from, to, direction) => {
    expect(rowsDirection(from, to)).toBe(direction);
    const turned = { wider: 'narrower', narrower: 'wider', either: 'either' }[direction];
    expect(rowsDirection(to, from)).toBe(turned);
  });

  test('are compared through related records too', () => {
    const some = (kinds: readonly string[], negated: boolean) =>
      ({
        kind: 'any',
        of: [
          [{ path: [], some: 'consents', where: [{ path: [], field: 'kind', op: 'in', operands: kinds }], negated }],
        ],
      }) as const;
    expect(rowsDirection(some(['x'], false), some(['x', 'y'], false))).toBe('wider');
    expect(rowsDirection(some(['x'], true), some(['x', 'y'], true))).toBe('narrower');
    expect(rowsDirection(some(['x'], true), some(['x'], false))).toBe('either');
  });
});
