import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import fc from 'fast-check';
import { classification } from '../../plugins/classification/index.ts';
import type { Grant } from '../../plugins/contract.ts';
import { purpose } from '../../plugins/purpose/index.ts';
import { type PurposeSection, purposeSection } from '../../plugins/purpose/policy.ts';
import { roles } from '../../plugins/roles/index.ts';
import { type RolesSection, rolesSection } from '../../plugins/roles/policy.ts';
import { type Disclosure, mostGenerous, strictest } from '../../schema/terms/disclosure.ts';
import type { FieldFacts } from '../../schema/terms/field.ts';
import type { Profile } from '../../schema/terms/profile.ts';

export const tiers = ['low', 'middle', 'high'];
export const categories = ['who', 'what'];
export const purposes = ['this', 'that'];
export const roleNames = ['r0', 'r1', 'r2', 'r3'];

/** Every combination of entity, tier and category once, and what nobody classified. */
export const fields: readonly FieldFacts[] = ['One', 'Two'].flatMap((entity) =>
  [...tiers, 'unheard-of'].flatMap((tier) =>
    [...categories, 'unheard-of'].map((category, i): FieldFacts => {
      const name = `${tier.replace('-', '_')}${i}`;
      return {
        coordinate: `${entity}.${name}`,
        entity,
        name,
        type: 'Int',
        tier,
        category,
        semantic: category === 'who' ? 'phone' : 'plain',
      };
    }),
  ),
);

const selector = fc.constantFrom(
  ...fields.slice(0, 8).map((field) => field.coordinate),
  ...['One.*', 'Two.*', 'category:who', 'tier:low', 'tier:high', 'tier:unheard-of', 'semantic:phone'],
);
const selectors = fc.array(selector, { maxLength: 2 });
const rule = fc.oneof(
  fc.record({ a: fc.nat(2) }),
  fc.record({ a: fc.record({ gte: fc.nat(2) }), b: fc.record({ not: fc.nat(2) }) }),
  fc.array(
    fc.oneof(
      fc.record({ b: fc.record({ isNull: fc.boolean() }) }),
      fc.record({ 'to.a': fc.array(fc.nat(2), { minLength: 1 }) }),
    ),
    {
      minLength: 1,
      maxLength: 2,
    },
  ),
);

const grant = fc.record(
  {
    purposes: fc.subarray(purposes, { minLength: 1 }),
    clear: selectors,
    reduced: selectors,
    replaced: selectors,
    withheld: selectors,
    rows: fc.dictionary(fc.constantFrom('One', 'Two'), rule),
  },
  { requiredKeys: ['purposes'] },
);

const role = fc.record({
  description: fc.constant('some role'),
  tier: fc.constantFrom(...tiers),
  grants: fc.array(grant, { maxLength: 3 }),
});

export interface SmallPolicy {
  readonly roles: RolesSection;
  readonly purpose: PurposeSection;
}

/** A policy as a file could have it, parsed by the concerns' own shapes. */
export const smallPolicy: fc.Arbitrary<SmallPolicy> = fc
  .record({
    roles: fc.record(Object.fromEntries(roleNames.map((name) => [name, role]))),
    ceilings: fc.tuple(fc.constantFrom(...tiers), fc.constantFrom(...tiers)),
    kinds: fc.tuple(fc.subarray(categories), fc.subarray(categories)),
  })
  .map(({ roles: given, ceilings, kinds }) => {
    const facts = (i: 0 | 1) => ({
      description: 'for it',
      legalBasis: 'contract',
      tier: ceilings[i],
      categories: kinds[i],
    });
    const declared = { this: facts(0), that: facts(1) };
    return {
      roles: rolesSection.parse({ tiers, purposes: declared, roles: given }),
      purpose: purposeSection.parse({ tiers, categories, purposes: declared }),
    };
  });

export const profile: fc.Arbitrary<Profile> = fc.record({
  roles: fc.subarray([...roleNames, 'stranger', 'constructor']),
  purpose: fc.constantFrom(...purposes, 'neither', '__proto__'),
});

/** The grants of these worlds look at no catalogue. */
const nothingElse: Catalogue = { version: 'none', entities: new Map() };

/** The grants that apply under the profile's purpose. */
export const grantsOf = (policy: SmallPolicy, of: Profile): readonly Grant[] =>
  (roles.grant?.(policy.roles, of, nothingElse) ?? []).filter((one) => one.purposes.includes(of.purpose));

export const votesOf = (policy: SmallPolicy, of: Profile, field: FieldFacts): readonly Disclosure[] =>
  [
    classification.decide?.({ tiers, categories }, of, field, 'select'),
    purpose.decide?.(policy.purpose, of, field, 'select'),
    roles.decide?.(policy.roles, of, field, 'select'),
  ].flatMap((vote) => vote?.vote ?? []);

/** `verdict = most generous over grants g of strictest(g, v)`, the plainest way. */
export const verdictOf = (grants: readonly Grant[], field: FieldFacts, votes: readonly Disclosure[]): Disclosure =>
  mostGenerous(...grants.flatMap((one) => one.gives(field)).map((gift) => strictest(gift.disclosure, ...votes)));
