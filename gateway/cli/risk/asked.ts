import { purpose as purposeConcern } from '../../../plugins/purpose/index.ts';
import { sectionOf } from '../../../plugins/policy.ts';
import type { Catalogue } from '../../../schema/catalogue/catalogue.ts';
import type { Policy } from '../../../schema/policy.ts';
import type { Entitlement } from '../../../schema/terms/profile.ts';
import { unknown } from '../explain/asked.ts';
import { partnerEntitlement, partnersOf, rolesOf } from '../profiles.ts';

/** Whose view is measured. */
export interface Viewer {
  readonly entitlement: Entitlement;
  readonly purpose: string;
  /** This entity alone. */
  readonly entity?: string;
}

interface Names {
  readonly as: string;
  readonly purpose: string;
  readonly entity?: string;
}

interface Known {
  readonly catalogue: Catalogue;
  readonly policy: Policy;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Looks the names up; a text says which one stands for nothing, and what was probably meant. */
export function viewerOf({ as, purpose, entity }: Names, { catalogue, policy, now }: Known): Viewer | string {
  const entitlement = entitlementOf(as, policy, now);
  if (typeof entitlement === 'string') return entitlement;
  const wrong =
    unknown('purpose', purpose, Object.keys(sectionOf(policy, purposeConcern).purposes)) ??
    (entity === undefined ? undefined : unknown('entity', entity, [...catalogue.entities.keys()]));
  return wrong ?? { entitlement, purpose, ...(entity !== undefined && { entity }) };
}

function entitlementOf(as: string, policy: Policy, now: number): Entitlement | string {
  const [kind = '', name] = as.split('=', 2);
  if (name === undefined) return personaOf(as, policy, now);
  if (kind === 'partner') return partnerOf(name, policy, now);
  if (kind !== 'role') return '`--as` is a persona, `role=NAME[,NAME]` or `partner=NAME`';
  const roles = [...new Set(name.split(','))].sort();
  return roles.map((role) => unknown('role', role, rolesOf(policy))).find((one) => one !== undefined) ?? { roles };
}

const partnerOf = (name: string, policy: Policy, now: number): Entitlement | string =>
  unknown('partner', name, partnersOf(policy)) ?? partnerEntitlement(policy, name, now);

/** As the demo names its personas: a role by its own name, a partner with `partner-` before it. */
function personaOf(as: string, policy: Policy, now: number): Entitlement | string {
  const prefix = 'partner-';
  if (rolesOf(policy).includes(as)) return { roles: [as] };
  if (as.startsWith(prefix)) return partnerOf(as.slice(prefix.length), policy, now);
  const personas = [...rolesOf(policy), ...partnersOf(policy).map((one) => `${prefix}${one}`)];
  return unknown('persona', as, personas) ?? '';
}
