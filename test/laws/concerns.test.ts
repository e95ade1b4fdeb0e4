import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDisclosure, disclosures } from '../../schema/terms/disclosure.ts';
import type { Profile } from '../../schema/terms/profile.ts';
import { none, restrictionKey, unite } from '../../schema/terms/restriction.ts';
import { lets, smallRow } from './rows.ts';
import {
  fields,
  grantsOf,
  profile,
  roleNames,
  type SmallPolicy,
  smallPolicy,
  verdictOf,
  votesOf,
} from './small-world.ts';

const verdict = (policy: SmallPolicy, of: Profile, field: (typeof fields)[number]) =>
  verdictOf(grantsOf(policy, of), field, votesOf(policy, of, field));

const extra = fc.constantFrom(...roleNames);
const withRole = (of: Profile, role: string): Profile => ({ ...of, roles: [...of.roles, role] });

describe('a new grant never narrows', () => {
  test('a verdict', () => {
    fc.assert(
      fc.property(smallPolicy, profile, extra, (policy, of, role) => {
        for (const field of fields) {
          expect(
            compareDisclosure(verdict(policy, withRole(of, role), field), verdict(policy, of, field)),
          ).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  test('the rows, nor a cell on any row', () => {
    fc.assert(
      fc.property(smallPolicy, profile, extra, smallRow, (policy, of, role, row) => {
        const wider = withRole(of, role);
        for (const field of fields) {
          const on = (who: Profile) => grantsOf(policy, who).filter((grant) => lets(grant.rows(field.entity), row));
          const before = verdictOf(on(of), field, votesOf(policy, of, field));
          const after = verdictOf(on(wider), field, votesOf(policy, wider, field));
          expect(compareDisclosure(after, before)).toBeLessThanOrEqual(0);
          expect(on(wider).length).toBeGreaterThanOrEqual(on(of).length);
        }
      }),
    );
  });
});

test('a new guard never widens', () => {
  fc.assert(
    fc.property(smallPolicy, profile, fc.constantFrom(...disclosures), (policy, of, vote) => {
      for (const field of fields) {
        const grants = grantsOf(policy, of);
        const votes = votesOf(policy, of, field);
        expect(
          compareDisclosure(verdictOf(grants, field, [...votes, vote]), verdictOf(grants, field, votes)),
        ).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test('roles together see of a field what the most generous of them sees alone, never more', () => {
  fc.assert(
    fc.property(smallPolicy, profile, (policy, of) => {
      for (const field of fields) {
        const alone = of.roles.map((role) => verdict(policy, { ...of, roles: [role] }, field));
        expect(verdict(policy, of, field)).toBe(alone.sort(compareDisclosure)[0] ?? 'denied');
      }
    }),
  );
});

test('the order of roles means nothing', () => {
  fc.assert(
    fc.property(smallPolicy, profile, (policy, of) => {
      const turned = { ...of, roles: [...of.roles].reverse() };
      for (const field of fields) expect(verdict(policy, turned, field)).toBe(verdict(policy, of, field));
      for (const entity of ['One', 'Two']) {
        const rows = (who: Profile) =>
          grantsOf(policy, who).reduce((sum, grant) => unite(sum, grant.rows(entity)), none);
        expect(restrictionKey(rows(turned))).toBe(restrictionKey(rows(of)));
      }
    }),
  );
});

test('silence denies: no role, no known role, no known purpose or no known classification gives nothing', () => {
  fc.assert(
    fc.property(smallPolicy, profile, (policy, of) => {
      for (const field of fields) {
        expect(verdict(policy, { ...of, roles: [] }, field)).toBe('denied');
        expect(verdict(policy, { ...of, roles: ['stranger', 'constructor', '__proto__'] }, field)).toBe('denied');
        expect(verdict(policy, { ...of, purpose: 'toString' }, field)).toBe('denied');
        if (field.tier === 'unheard-of' || field.category === 'unheard-of')
          expect(verdict(policy, of, field)).toBe('denied');
      }
    }),
  );
});

test('the laws are tested on worlds where something is given and something is not', () => {
  const seen = new Set(
    fc
      .sample(fc.tuple(smallPolicy, profile), { numRuns: 200, seed: 1 })
      .flatMap(([policy, of]) => fields.map((field) => verdict(policy, of, field))),
  );
  expect([...seen].sort(compareDisclosure)).toEqual([...disclosures]);
});
