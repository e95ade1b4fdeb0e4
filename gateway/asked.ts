import type { DocumentNode } from 'graphql';
import type { GatewayError } from '../schema/terms/errors.ts';
import type { Principal } from '../schema/terms/parties.ts';
import type { Entitlement } from '../schema/terms/profile.ts';
import type { Edition } from './edition.ts';
import type { NoiseTold } from './execute/noise-told.ts';
import type { Disclosed } from './plan.ts';
import type { JsonText } from './json.ts';
import type { Gone } from './http/exchange.ts';

/** Who asks, under which edition: known before the document is read. */
export interface Asker {
  readonly principal: Principal;
  readonly entitlement: Entitlement;
  readonly edition: Edition;
  /** Why this caller is answered nothing, whatever they ask: an agreement that has ended. */
  readonly refusals: readonly GatewayError[];
}

/** One operation as it came, with what was already refused of it: a document that is none, or does not fit. */
export interface Asked {
  readonly asker: Asker;
  readonly source: string;
  readonly document?: DocumentNode;
  readonly operationName?: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The `Scrim-Purpose` header, and `extensions.purpose` of the body as it came. */
  readonly purpose: { readonly header: string | undefined; readonly body: unknown };
  readonly refusals: readonly GatewayError[];
  /** `Scrim-Report: none` leaves the report out. */
  readonly report: boolean;
  /** Milliseconds of a clock that never goes back. */
  readonly started: number;
  /** Tells when the caller hangs up. */
  readonly gone?: Gone;
}

/** An answer that may leave: its record is durable. */
export interface Answered {
  readonly data?: JsonText;
  readonly errors: readonly GatewayError[];
  readonly privacy: Privacy;
}

/** `extensions.privacy`. */
export interface Privacy {
  readonly receipt: string;
  readonly policy: string;
  readonly purpose?: string;
  /** Under which agreement a partner has it, until when, and what they agreed to. */
  readonly agreement?: { readonly id: string; readonly until: string; readonly terms: string };
  readonly fields?: Readonly<Record<string, Disclosed>>;
  /** Of each root whose figures come with noise: what it cost, what is left, and how far off it may be. */
  readonly noise?: readonly NoiseTold[];
}
