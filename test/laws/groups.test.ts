import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Band, isMadeOf, meet, periods } from '../../schema/terms/band.ts';
import { joinGroups, type MinimumGroups } from '../../schema/terms/groups.ts';
import { joinNoise, type NoiseRule } from '../../schema/terms/noise.ts';
import { join, noObligation } from '../../schema/terms/obligation.ts';
import { banded } from '../reference/bands.ts';

const anyBand: fc.Arbitrary<Band> = fc.oneof(
  fc.constant(true as const),
  fc.constantFrom(...periods),
  fc.integer({ min: 1, max: 60 }),
);
const anyGrid = fc.dictionary(fc.constantFrom('a', 'b', 'c'), anyBand, { noNullPrototype: true });
const anyGroups: fc.Arbitrary<MinimumGroups | undefined> = fc.option(
  fc.record({
    size: fc.integer({ min: 2, max: 20 }),
    dominance: fc.integer({ min: 1, max: 99 }),
    grids: fc.dictionary(fc.constantFrom('X', 'Y'), anyGrid, { noNullPrototype: true }),
  }),
  { nil: undefined },
);

describe('the demands on groups', () => {
  test('join by a law: whoever asks first, and however often, the same is asked', () => {
    fc.assert(
      fc.property(anyGroups, anyGroups, anyGroups, (a, b, c) => {
        expect(joinGroups(a, b)).toEqual(joinGroups(b, a));
        expect(joinGroups(joinGroups(a, b), c)).toEqual(joinGroups(a, joinGroups(b, c)));
        expect(joinGroups(a, a)).toEqual(a);
        expect(joinGroups(a, undefined)).toEqual(a);
        const both = join({ ...noObligation, ...(a && { groups: a }) }, { ...noObligation, ...(b && { groups: b }) });
        expect(both.groups).toEqual(joinGroups(a, b));
      }),
    );
  });

  test('only grow: the larger size, the smaller share, and no dimension that one of them does not have', () => {
    fc.assert(
      fc.property(anyGroups, anyGroups, (a, b) => {
        const both = joinGroups(a, b);
        for (const one of [a, b]) {
          if (!one || !both) continue;
          expect(both.size).toBeGreaterThanOrEqual(one.size);
          expect(both.dominance).toBeLessThanOrEqual(one.dominance);
          for (const [entity, grid] of Object.entries(both.grids))
            for (const [field, band] of Object.entries(grid)) {
              const before = one.grids[entity]?.[field];
              expect(before !== undefined && isMadeOf(band, before)).toBe(true);
            }
        }
      }),
    );
  });
});

const anyRule = fc
  .constantFrom('a', 'b', 'c')
  .map((name): NoiseRule => ({ name, population: 'X', period: 'month', rho: 1, delta: 1e-6, aggregates: [] }));
const anyNoise = fc.option(
  fc
    .uniqueArray(anyRule, { minLength: 1, maxLength: 3, selector: ({ name }) => name })
    .map((rules) => rules.toSorted((a, b) => (a.name < b.name ? -1 : 1))),
  { nil: undefined },
);

describe('the demands of noise', () => {
  test('join by a law, beside groups of a size too, and no rule is ever lost', () => {
    fc.assert(
      fc.property(anyNoise, anyNoise, anyNoise, anyGroups, anyGroups, (a, b, c, g, h) => {
        expect(joinNoise(a, b)).toEqual(joinNoise(b, a));
        expect(joinNoise(joinNoise(a, b), c)).toEqual(joinNoise(a, joinNoise(b, c)));
        expect(joinNoise(a, a)).toEqual(a);
        expect(joinNoise(a, undefined)).toEqual(a);
        const names = (joinNoise(a, b) ?? []).map(({ name }) => name);
        expect(names).toEqual([...new Set([...(a ?? []), ...(b ?? [])].map(({ name }) => name))].sort());
        const noisy = { ...noObligation, ...(a && { noise: a }), ...(g && { groups: g }) };
        const sized = { ...noObligation, ...(b && { noise: b }), ...(h && { groups: h }) };
        expect(join(noisy, sized)).toEqual(join(sized, noisy));
      }),
    );
  });
});

describe('a band that is made of another', () => {
  const moments = fc
    .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
    .map((date) => `${date.toISOString().slice(0, 23)}000Z`);

  test('never parts what that one puts together', () => {
    fc.assert(
      fc.property(anyBand, anyBand, moments, fc.integer(), (a, b, moment, number) => {
        const coarse = meet(a, b);
        if (coarse === undefined || coarse === true) return;
        const [type, value] =
          typeof coarse === 'number' ? (['BigInt', String(number)] as const) : (['DateTime', moment] as const);
        for (const finer of [a, b])
          expect(banded(type, banded(type, value, finer), coarse)).toEqual(banded(type, value, coarse));
      }),
      { numRuns: 500 },
    );
  });
});
