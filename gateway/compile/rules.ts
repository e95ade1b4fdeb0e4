import type { Concern, Grant } from '../../plugins/contract.ts';
import type { BoundTechnique } from '../../plugins/masking/technique.ts';
import { everything } from '../../schema/catalogue/abilities.ts';
import { type Entity, entityOf } from '../../schema/catalogue/catalogue.ts';
import type { Disclosure } from '../../schema/terms/disclosure.ts';
import type { FieldFacts, Use } from '../../schema/terms/field.ts';
import type { StoreForm } from '../../schema/terms/form.ts';
import { join, noObligation, type Obligation } from '../../schema/terms/obligation.ts';
import type { FilterOperator } from '../../schema/terms/operators.ts';
import type { Entitlement, Profile } from '../../schema/terms/profile.ts';
import { all, intersect, type Restriction } from '../../schema/terms/restriction.ts';
import type { CountedVote, Gift } from '../../schema/terms/verdict.ts';
import type { Policy } from '../../schema/policy.ts';
import type { Case } from '../views.ts';
import { type Able, withinAbilities } from './able.ts';

/** A gift led to the technique that it ends at, and what that is worth. */
export interface Led {
  /** As the ladder writes it; `clear` where nothing is done. */
  readonly call: string;
  readonly disclosure: Exclude<Disclosure, 'denied'>;
  /** Where it stands among the techniques of its disclosure. */
  readonly position: number;
  readonly operators: ReadonlySet<FilterOperator>;
  readonly orderable: boolean;
  readonly grouped: Case['grouped'];
  readonly summed: boolean;
  readonly form?: StoreForm;
  readonly reversible: boolean;
  readonly knowsSubject: boolean;
  readonly perSubject: boolean;
  /** The technique with keys of this recipient domain; nothing for `clear` and `withheld`. */
  readonly bind: (domain: string) => BoundTechnique | undefined;
}

/** All that judging asks of the concerns, with the policy's sections already in their hands; and what the stores can do. */
export interface Rules extends Able {
  readonly policy: Policy;
  readonly grants: (entitlement: Entitlement) => readonly Grant[];
  readonly votes: (profile: Profile, field: FieldFacts, use: Use) => readonly CountedVote[];
  readonly restriction: (profile: Profile, entity: Entity) => Restriction;
  readonly obligation: (profile: Profile) => Obligation;
  readonly horizon: (entitlement: Entitlement) => number | undefined;
  readonly lead: (field: FieldFacts, gift: Gift) => Led;
  /** The salt of the keyed order of an entity's rows in a domain: 32 bytes, hex. */
  readonly orderSalt: (domain: string, entity: string) => string;
}

/** A concern with its section in its hands. */
export interface Seated {
  readonly concern: Concern<unknown>;
  readonly section: unknown;
}

/** Asks every concern, and joins what they say by the law of its kind. The order of concerns never matters. */
export function rulesOf(
  world: Pick<Rules, 'catalogue' | 'policy' | 'lead' | 'orderSalt'> & Partial<Able>,
  seats: readonly Seated[],
): Rules {
  const abilities = world.abilities ?? (() => everything);
  return Object.freeze({
    ...world,
    abilities,
    lead: (field, gift) => {
      const entity = entityOf(world.catalogue, field.entity);
      return withinAbilities(abilities(entity.store), entity, field, world.lead(field, gift));
    },
    grants: (entitlement) =>
      seats.flatMap(({ concern, section }) => concern.grant?.(section, entitlement, world.catalogue) ?? []),
    votes: (profile, field, use) =>
      seats.flatMap(({ concern, section }) => {
        const vote = concern.decide?.(section, profile, field, use);
        return vote ? [{ ...vote, concern: concern.name }] : [];
      }),
    restriction: (profile, entity) =>
      seats.reduce<Restriction>(
        (rows, { concern, section }) => intersect(rows, concern.restrict?.(section, profile, entity) ?? all),
        all,
      ),
    obligation: (profile) =>
      seats.reduce(
        (duty, { concern, section }) => join(duty, concern.oblige?.(section, profile) ?? noObligation),
        noObligation,
      ),
    horizon: (entitlement) =>
      seats
        .flatMap(({ concern, section }) => concern.horizon?.(section, entitlement) ?? [])
        .reduce<number | undefined>((a, b) => (a === undefined ? b : Math.min(a, b)), undefined),
  } satisfies Rules);
}
