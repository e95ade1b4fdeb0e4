import type { DocumentNode, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { concerns } from '../plugins/index.ts';
import { limits as limitsConcern } from '../plugins/limits/index.ts';
import { partners as partnersConcern } from '../plugins/partners/index.ts';
import { agreementFor, standingOf } from '../plugins/partners/standing.ts';
import { ids } from '../plugins/pseudonyms/ids.ts';
import type { Keyring } from '../plugins/pseudonyms/keyring.ts';
import { orderSalt } from '../plugins/pseudonyms/order.ts';
import { surrogateSource } from '../plugins/pseudonyms/surrogates.ts';
import { sectionOf } from '../plugins/policy.ts';
import { purposeFacts } from '../plugins/purpose/facts.ts';
import { purpose as purposeConcern } from '../plugins/purpose/index.ts';
import { type Abilities, everything } from '../schema/catalogue/abilities.ts';
import type { Catalogue } from '../schema/catalogue/catalogue.ts';
import { buildSchema } from '../schema/graphql/build.ts';
import type { Policy } from '../schema/policy.ts';
import { type Entitlement, entitlementKey, entitlementOf, profileKey } from '../schema/terms/profile.ts';
import type { Prepare } from './compile/binding.ts';
import { compile, type Question } from './compile/compile.ts';
import { ladderLead } from './compile/lead.ts';
import { rulesOf } from './compile/rules.ts';
import { statements } from './compile/statements.ts';
import { viewOf } from './compile/view.ts';
import { purposesOf, visibleUnder } from './compile/visible.ts';
import type { Plan } from './plan.ts';
import type { View } from './views.ts';
import type { Store } from './stores/contract.ts';

/**
 * How much an edition remembers. Whatever falls out is made again, the same. A plan weighs what its key does and a little
 * more, for it takes some hundred bytes for each character of its document: clients that write their values into their
 * documents make a plan each time, and must not fill the memory with them.
 */
const bounds = { views: 512, schemas: 128, plans: 2 * 1024 * 1024, least: 512 } as const;

/**
 * A catalogue and a policy in force, and all that was derived from just these: views, schemas, plans, statements.
 * A new policy is a new edition; an operation begins and ends in one.
 */
export interface Edition {
  readonly catalogue: Catalogue;
  readonly policy: Policy;
  readonly limits: ReturnType<typeof limitsOf>;
  /** The purposes that the policy knows. */
  readonly purposes: ReadonlySet<string>;
  readonly purposeFacts: (id: string) => { readonly description: string; readonly legalBasis: string } | undefined;
  /** The agreements of a partner that are in force. @param now seconds since 1970 */
  readonly agreements: (partner: string, now: number) => readonly string[];
  /** The agreement under which a partner declares a purpose. */
  readonly agreementFor: (entitlement: Entitlement, purpose: string) => AgreementFacts | undefined;
  /** The same as `purposesOf`, to look one up. */
  readonly grantedPurposes: (entitlement: Entitlement) => ReadonlySet<string>;
  /** The purposes under which an entitlement is given anything, sorted. */
  readonly purposesOf: (entitlement: Entitlement) => readonly string[];
  /** Those of them under whose view something is so. */
  readonly purposesWhere: (entitlement: Entitlement) => (open: (view: View) => boolean) => readonly string[];
  readonly view: (entitlement: Entitlement, purpose: string) => View;
  /** One object per entitlement, as long as it is remembered. */
  readonly schema: (entitlement: Entitlement) => GraphQLSchema;
  /** @param now seconds since 1970: a plan past its horizon is made anew */
  readonly plan: (asked: PlanAsked, now: number) => Plan;
  readonly prepare: Prepare;
}

/** What an answer and its record say of an agreement. */
export interface AgreementFacts {
  readonly id: string;
  /** The last day, UTC. */
  readonly until: string;
  readonly terms: string;
  readonly legalBasis: string;
}

export type PlanAsked = Pick<Question, 'document' | 'source' | 'operation'> & {
  readonly entitlement: Entitlement;
  readonly purpose?: string;
};

export function edition(given: {
  readonly catalogue: Catalogue;
  readonly policy: Policy;
  readonly keyring: Keyring;
  readonly stores: ReadonlyMap<string, Pick<Store, 'prepare'>>;
  /** What each store can do, by its name; everything where nothing is said. */
  readonly abilities?: (store: string) => Abilities;
}): Edition {
  const { catalogue, policy, keyring } = given;
  const seats = concerns.map((concern) => ({ concern, section: sectionOf(policy, concern) }));
  const lead = ladderLead(policy, {
    surrogates: surrogateSource(keyring),
    // What they make only comes in, and that is not remembered.
    earlier: keyring.earlier.map((ring) => surrogateSource(ring, { fields: 128, values: 1 })),
    ids: ids(keyring),
  });
  const salt = (domain: string, entity: string) => orderSalt(keyring, domain, entity);
  const { abilities = () => everything } = given;
  const rules = rulesOf({ catalogue, policy, lead, orderSalt: salt, abilities }, seats);
  const section = sectionOf(policy, purposeConcern);
  const agreed = sectionOf(policy, partnersConcern);

  const views = new LRUCache<string, View>({ max: bounds.views });
  const schemas = new LRUCache<string, GraphQLSchema>({ max: bounds.schemas });
  const plans = new LRUCache<string, Plan>({ maxSize: bounds.plans });
  const numberOf = numbered<DocumentNode>();
  const keyOf = once((entitlement: Entitlement) => entitlementKey(entitlement));

  const view = (entitlement: Entitlement, purpose: string): View => {
    const profile = { ...entitlementOf(entitlement), purpose };
    return remembered(views, profileKey(profile), () => viewOf(rules, profile));
  };
  const all = (entitlement: Entitlement) => purposesOf(rules, entitlement).map((purpose) => view(entitlement, purpose));
  const purposesWhere = (entitlement: Entitlement) => (open: (view: View) => boolean) =>
    all(entitlement)
      .filter(open)
      .map(({ profile }) => profile.purpose);
  const schema = (entitlement: Entitlement) =>
    remembered(schemas, keyOf(entitlement), () => buildSchema(catalogue, visibleUnder(catalogue, all(entitlement))));

  return Object.freeze({
    catalogue,
    policy,
    limits: limitsOf(policy),
    purposes: new Set(Object.keys(section.purposes)),
    purposeFacts: (id: string) => purposeFacts(section, id),
    agreements: (partner: string, now: number) => standingOf(agreed, partner, now).agreements,
    agreementFor: ({ partner, agreements = [] }: Entitlement, purpose: string) =>
      partner === undefined ? undefined : agreementFor(agreed, partner, agreements, purpose),
    purposesOf: once((entitlement: Entitlement) => purposesOf(rules, entitlement)),
    grantedPurposes: once((entitlement: Entitlement) => new Set(purposesOf(rules, entitlement))),
    purposesWhere,
    view,
    schema,
    plan: ({ entitlement, purpose, document, source, operation }: PlanAsked, now: number) => {
      // INVARIANT: the key holds all that deciding can read: document, operation, profile; policy and catalogue are the edition's.
      // A document is remembered by its text, so its number stands for the text.
      const key = `${numberOf(document)} ${operation.name?.value ?? ''} ${purpose ?? ''} ${keyOf(entitlement)}`;
      const known = plans.get(key);
      if (known && now < (known.view?.horizon ?? Number.POSITIVE_INFINITY)) return known;
      const made = compile({
        document,
        source,
        operation,
        schema: schema(entitlement),
        catalogue,
        policy: policy.version,
        purposes: purposesWhere(entitlement),
        ...(purpose !== undefined && { view: view(entitlement, purpose) }),
      });
      plans.set(key, made, { size: source.length + key.length + bounds.least });
      return made;
    },
    prepare: statements(given.stores),
  });
}

const limitsOf = (policy: Policy) => sectionOf(policy, limitsConcern).limits;

function remembered<T extends object>(cache: LRUCache<string, T>, key: string, make: () => T): T {
  const known = cache.get(key);
  if (known) return known;
  const made = make();
  cache.set(key, made);
  return made;
}

/** Computes it once for each object, as long as that lives. */
function once<O extends object, T>(make: (of: O) => T): (of: O) => T {
  const known = new WeakMap<O, { readonly made: T }>();
  return (of) => {
    const before = known.get(of) ?? { made: make(of) };
    known.set(of, before);
    return before.made;
  };
}

/** A number for each object, never given again. */
function numbered<O extends object>(): (of: O) => number {
  const count = { last: 0 };
  return once<O, number>(() => (count.last += 1));
}
