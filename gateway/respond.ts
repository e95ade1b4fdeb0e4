import type { GatewayError } from '../schema/terms/errors.ts';
import type { Answered, Asked } from './asked.ts';
import type { Decided } from './decide.ts';
import type { JsonText } from './json.ts';
import type { ViewerFacts } from './execute/viewer.ts';
import type { NoiseTold } from './execute/noise-told.ts';
import type { Spent } from './execute/spending.ts';
import type { Tally } from './execute/tally.ts';

/** An operation that came to its end, before it is recorded. */
export interface Settled {
  readonly decided: Decided;
  readonly tally?: Tally;
  /** What was paid for noisy answers, whether they came or not. */
  readonly spent?: Spent;
  readonly noise?: readonly NoiseTold[];
  /** Absent where it was refused, or nothing could be read. */
  readonly data?: JsonText;
  readonly errors: readonly GatewayError[];
}

/** What leaves: the data, the errors, and what was done to the data and why. */
export function respond(asked: Asked, { decided, data, errors, noise = [] }: Settled, receipt: string): Answered {
  const { purpose, bound } = decided;
  const told = noise.length > 0 ? { noise } : {};
  const report = asked.report && data && bound ? { fields: Object.fromEntries(bound.report), ...told } : {};
  return {
    ...(data && { data }),
    errors,
    privacy: {
      receipt,
      policy: asked.asker.edition.policy.version,
      ...(purpose !== undefined && { purpose }),
      ...agreementOf(asked, purpose),
      ...report,
    },
  };
}

/** A partner is told with each answer what it is theirs under. */
function agreementOf(
  { asker: { edition, entitlement } }: Asked,
  purpose: string | undefined,
): Pick<Answered['privacy'], 'agreement'> {
  const agreement = purpose === undefined ? undefined : edition.agreementFor(entitlement, purpose);
  if (!agreement) return {};
  const { id, until, terms } = agreement;
  return { agreement: { id, until, terms } };
}

/** What `viewer` tells: oneself, and the purposes that one may declare. */
export function viewerOf({ asker: { principal, entitlement, edition } }: Asked): ViewerFacts {
  const { boundPurpose } = principal;
  const purposes = edition
    .purposesOf(entitlement)
    .filter((id) => principal.purposes.includes(id) && (boundPurpose === undefined || id === boundPurpose));
  return {
    id: principal.id,
    roles: principal.roles,
    ...(principal.partner !== undefined && { partner: principal.partner }),
    purposes: purposes.map((id) => ({ id, description: edition.purposeFacts(id)?.description ?? '' })),
  };
}
