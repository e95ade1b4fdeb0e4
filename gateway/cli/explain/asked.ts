import { purpose as purposeConcern } from '../../../plugins/purpose/index.ts';
import { sectionOf } from '../../../plugins/policy.ts';
import type { Catalogue, Field } from '../../../schema/catalogue/catalogue.ts';
import { adviseNames } from '../../../schema/nearest.ts';
import type { Policy } from '../../../schema/policy.ts';
import type { Use } from '../../../schema/terms/field.ts';
import type { Entitlement } from '../../../schema/terms/profile.ts';
import { partnerEntitlement, partnersOf, rolesOf } from '../profiles.ts';

/** What is to be explained, with every name looked up. */
export interface Asked {
  readonly field: Field;
  readonly use: Use;
  readonly entitlement: Entitlement;
  readonly purpose: string;
}

export interface Names {
  readonly coordinate: string;
  readonly roles: readonly string[];
  readonly partner?: string;
  readonly purpose: string;
  readonly use: Use;
}

interface Known {
  readonly catalogue: Catalogue;
  readonly policy: Policy;
  /** Seconds since 1970: agreements come and go. */
  readonly now: number;
}

/** Looks the names up; a text says which one stands for nothing, and what was probably meant. */
export function named(names: Names, { catalogue, policy, now }: Known): Asked | string {
  const { roles, partner, purpose, use } = names;
  if (roles.length === 0 && partner === undefined) return 'name who asks: `--as ROLE[,ROLE]` or `--partner PARTNER`';
  const purposes = Object.keys(sectionOf(policy, purposeConcern).purposes);
  const wrong = [
    ...roles.map((role) => unknown('role', role, rolesOf(policy))),
    partner === undefined ? undefined : unknown('partner', partner, partnersOf(policy)),
    unknown('purpose', purpose, purposes),
  ].find((text) => text !== undefined);
  if (wrong !== undefined) return wrong;
  const field = fieldNamed(names.coordinate, catalogue);
  if (typeof field === 'string') return field;
  const entitlement = {
    ...(partner !== undefined && partnerEntitlement(policy, partner, now)),
    roles: [...new Set(roles)].sort(),
  };
  return { field, use, entitlement, purpose };
}

/** What to say of a name that stands for nothing. */
export function unknown(kind: string, name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return undefined;
  return advised(`there is no ${kind} \`${name}\``, adviseNames(name, known));
}

/** The field of that coordinate, or what to say instead. */
export function fieldNamed(coordinate: string, { entities }: Catalogue): Field | string {
  const [name = '', member, ...rest] = coordinate.split('.');
  const entity = entities.get(name);
  const field = rest.length === 0 ? entity?.fields.get(member ?? '') : undefined;
  if (field) return field;
  const fields = [...entities.values()].flatMap((one) => [...one.fields.values()].map((each) => each.coordinate));
  const relation = entity?.relations.get(member ?? '');
  if (relation) {
    const advice = `it is open where both \`${name}\` and \`${relation.to}\` are; ask for one of its fields`;
    return advised(`\`${coordinate}\` is a relation`, advice);
  }
  const near = entity && member !== undefined ? fields.filter((each) => each.startsWith(`${name}.`)) : fields;
  return advised(`there is no field \`${coordinate}\``, adviseNames(coordinate, near));
}

const advised = (text: string, advice: string | undefined): string => (advice ? `${text}: ${advice}` : text);
