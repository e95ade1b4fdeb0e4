import type { LookupQuota } from '../plugins/contract.ts';
import type { NoiseView } from './noise.ts';
import type { BoundTechnique } from '../plugins/masking/technique.ts';
import type { Abilities } from '../schema/catalogue/abilities.ts';
import type { Entity, Field } from '../schema/catalogue/catalogue.ts';
import type { Disclosure } from '../schema/terms/disclosure.ts';
import type { Use } from '../schema/terms/field.ts';
import type { StoreForm } from '../schema/terms/form.ts';
import type { Grid } from '../schema/terms/groups.ts';
import type { Obligation } from '../schema/terms/obligation.ts';
import type { FilterOperator } from '../schema/terms/operators.ts';
import type { Profile } from '../schema/terms/profile.ts';
import type { Restriction } from '../schema/terms/restriction.ts';
import type { CountedGift, CountedVote } from '../schema/terms/verdict.ts';

/** One outcome of a field on the rows where `when` holds. The first case that holds on a row is that row's. */
export interface Case {
  readonly when: Restriction;
  readonly disclosure: Exclude<Disclosure, 'denied'>;
  /** As the ladder writes it; `clear` where nothing is done. */
  readonly technique: string;
  /** The recipient domain of its surrogates. */
  readonly domain: string;
  /** Nothing where the value stays as it is, or stays away. */
  readonly bound?: BoundTechnique;
  /** The operators that filters may use on it. */
  readonly operators: ReadonlySet<FilterOperator>;
  /** Rows may be ordered by it. */
  readonly orderable: boolean;
  /** Rows may be grouped by it in the store, by the raw value whose groups are masked afterwards, or not. */
  readonly grouped: 'store' | 'mask' | 'no';
  /** Its values may be summed up. */
  readonly summed: boolean;
  /** The same value made by the store. */
  readonly form?: StoreForm;
  readonly reversible: boolean;
  readonly knowsSubject: boolean;
  readonly perSubject: boolean;
}

/** The quota of one grant. */
export interface GrantQuota extends LookupQuota {
  readonly grant: string;
  /** The agreement whose callers share it; without one, each caller has it whole. */
  readonly agreement?: string;
}

/** A field as a profile sees it. No case: denied. */
export interface FieldView {
  readonly field: Field;
  readonly cases: readonly Case[];
  /** The same, judged for another use: what filters and orders see. */
  readonly casesFor: ReadonlyMap<Use, readonly Case[]>;
  readonly operators: ReadonlySet<FilterOperator>;
  readonly orderable: boolean;
  /** What groups are told apart by, on some rows at least. */
  readonly groupable: boolean;
  readonly summable: boolean;
  /** Rows on which one record may be looked up by this field's full value. */
  readonly lookup: Restriction;
  /** What bounds such lookups: each is paid out of one quota of every list; none where some grant gives any number. */
  readonly quotas: readonly (readonly GrantQuota[])[];
  readonly votes: readonly CountedVote[];
  readonly gifts: readonly CountedGift[];
}

/** An entity as a profile sees it: the readable relation that every operation is compiled over. */
export interface EntityView {
  readonly entity: Entity;
  /** What its store can do. */
  readonly abilities: Abilities;
  /** Some grant opens a field of it, on some rows. */
  readonly open: boolean;
  readonly rows: Restriction;
  readonly fields: ReadonlyMap<string, FieldView>;
  /** Its roots may be entered. */
  readonly root: boolean;
  /** The rows that are reached through a root: those of the grants that open it, never of others beside them. */
  readonly entered: Restriction;
  /** The rows that `totalCount` counts. */
  readonly counted: Restriction;
  /** `raw` where every readable row's id is clear; else the domain whose keyed hash orders rows. */
  readonly order: { readonly by: 'raw' } | { readonly by: 'hash'; readonly salt: string };
}

/** An entity as the aggregates of a profile see it. */
export interface StatisticsView extends EntityView {
  /** Its groups may be asked for. */
  readonly grouped: boolean;
  /** The people whom rows are about may be counted: every one of them may be read and counted. */
  readonly people: boolean;
  /** What groups are bound to, with the dimensions of the finest of them that this profile may group by. */
  readonly cells?: { readonly size: number; readonly dominance: number; readonly grid: Grid };
  /** Its figures come with noise. */
  readonly noise?: NoiseView;
}

/** Everything that a profile sees. */
export interface View {
  readonly profile: Profile;
  readonly entity: (name: string) => EntityView;
  /** The same as aggregates see it: with the rows and fields of which only statistics are given. */
  readonly statistics: (name: string) => StatisticsView;
  readonly obligation: Obligation;
  /** Seconds since 1970: the earliest moment at which a decision in it could change by itself. */
  readonly horizon: number | undefined;
}

/** Whether something is in the answer: always, or when one of these conjunctions of Boolean variables holds. */
export type Include = true | readonly (readonly VariableTest[])[];

export interface VariableTest {
  readonly variable: string;
  readonly is: boolean;
}
