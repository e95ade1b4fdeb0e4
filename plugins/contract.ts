import type { z } from 'zod';
import type { Catalogue, Entity } from '../schema/catalogue/catalogue.ts';
import type { Remark } from '../schema/finding.ts';
import type { Policy } from '../schema/policy.ts';
import type { FieldFacts, Use } from '../schema/terms/field.ts';
import type { Obligation } from '../schema/terms/obligation.ts';
import type { Entitlement, Profile } from '../schema/terms/profile.ts';
import type { Restriction } from '../schema/terms/restriction.ts';
import type { Gift, Vote } from '../schema/terms/verdict.ts';

/**
 * One privacy concern. It owns a section of the policy and whichever powers it needs. It sees its section, the profile
 * and what is asked: no request, no clock, no ids, no other concern. The order of concerns never matters.
 */
export interface Concern<Section> {
  readonly name: string;
  /** The keys of `policy.yaml` that are this concern's, each with its shape. Parsed, they make the section. */
  readonly section: z.ZodType<Section>;
  /** What is legal by its shape but wrong or unwise beside the rest of the policy and the catalogue. */
  readonly lint?: (section: Section, world: World) => readonly Remark[];
  /** The grants this concern gives. Only they open anything. */
  readonly grant?: (section: Section, entitlement: Entitlement, catalogue: Catalogue) => readonly Grant[];
  /** A guard's vote on a field in a use; nothing where this concern has no word on it. */
  readonly decide?: (section: Section, profile: Profile, field: FieldFacts, use: Use) => Vote | undefined;
  /** The rows of an entity that this guard lets through. */
  readonly restrict?: (section: Section, profile: Profile, entity: Entity) => Restriction;
  /** The duties of a whole answer. */
  readonly oblige?: (section: Section, profile: Profile) => Obligation;
  /** The earliest moment (seconds since 1970) at which one of its decisions could change by itself. */
  readonly horizon?: (section: Section, entitlement: Entitlement) => number | undefined;
}

/** What a lint may look at. */
export interface World {
  readonly catalogue: Catalogue;
  readonly policy: Policy;
}

/** So many lookups in a day or a month (UTC): of each caller, or of all who call under one agreement. */
export interface LookupQuota {
  readonly times: number;
  readonly per: 'day' | 'month';
}

/** A whole: for these purposes these fields, at this disclosure, on these rows. */
export interface Grant {
  /** Where it stands: `roles.support.grants.0`. */
  readonly id: string;
  /** Who carries it, in words: ``role `support` ``. */
  readonly source: string;
  readonly purposes: readonly string[];
  /** The recipient domain of its surrogates, without the purpose: `role:analyst`, `agreement:acme/acme-delivery`. */
  readonly recipient: string;
  /** What it gives a field; nothing where it does not speak of it. */
  readonly gives: (field: FieldFacts) => readonly Gift[];
  /** The rows of an entity that it gives. */
  readonly rows: (entity: string) => Restriction;
  /** Entities whose roots may be entered directly, by the name of their `many` root. */
  readonly roots: ReadonlySet<string>;
  /** Coordinates by whose full value one record may be looked up. */
  readonly lookups: ReadonlySet<string>;
  /** How many lookups it gives, hit or miss; any number where it is left out. */
  readonly lookupQuota?: LookupQuota;
  /** Entities whose readable rows may be counted even where their id is not clear. */
  readonly counts: ReadonlySet<string>;
  /** The field may be grouped by and summed up, whatever else is given of it; only where groups are bound to a size. */
  readonly statistics: (field: FieldFacts) => boolean;
}
