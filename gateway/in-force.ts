import type { Catalogue } from '../schema/catalogue/catalogue.ts';
import type { Policy } from '../schema/policy.ts';
import { type Edition, edition } from './edition.ts';

/** What an edition is made with beside its catalogue and policy. */
export type Means = Pick<Parameters<typeof edition>[0], 'keyring' | 'stores' | 'abilities'>;

/** The edition that new operations begin in. Those under way end in the one they began in. */
export interface InForce {
  readonly edition: () => Edition;
  /** Puts another catalogue and policy in force, whole and at once. Nothing changes where they are those in force. */
  readonly replace: (next: { readonly catalogue: Catalogue; readonly policy: Policy }) => boolean;
}

export function inForce(first: { readonly catalogue: Catalogue; readonly policy: Policy }, means: Means): InForce {
  const held = { edition: edition({ ...first, ...means }) };
  return {
    edition: () => held.edition,
    replace: (next) => {
      const { catalogue, policy } = held.edition;
      if (next.catalogue.version === catalogue.version && next.policy.version === policy.version) return false;
      held.edition = edition({ ...next, ...means });
      return true;
    },
  };
}
