import type { Grant } from '../../plugins/contract.ts';
import { partners } from '../../plugins/partners/index.ts';
import { sectionOf } from '../../plugins/policy.ts';
import { type Entity, entityOf } from '../../schema/catalogue/catalogue.ts';
import type { Restriction, Test } from '../../schema/terms/restriction.ts';
import { type Asker, targetOf, type TwinWorld } from './world.ts';

/**
 * The agreements in force for a partner, by the calendar: a day is compared with a day, as text.
 * @param now seconds since 1970
 */
export function inForce({ policy }: Pick<TwinWorld, 'policy'>, partner: string, now: number): readonly string[] {
  const today = new Date(now * 1000).toISOString().slice(0, 10);
  const found: string[] = [];
  for (const [id, { from, until, suspended }] of Object.entries(agreementsOf(policy, partner)))
    if (from <= today && today <= until && !suspended) found.push(id);
  return found.sort();
}

/** When the first of the agreements in force ends: the midnight after its last day. Seconds since 1970. */
export function firstEnd({ policy }: Pick<TwinWorld, 'policy'>, partner: string, now: number): number | undefined {
  const days = inForce({ policy }, partner, now).map((id) => agreementsOf(policy, partner)[id]?.until ?? '');
  const [first] = [...days].sort();
  if (first === undefined) return undefined;
  const midnight = new Date(`${first}T00:00:00Z`);
  midnight.setUTCDate(midnight.getUTCDate() + 1);
  return midnight.getTime() / 1000;
}

const agreementsOf = (policy: TwinWorld['policy'], partner: string) =>
  sectionOf(policy, partners).partners[partner]?.agreements ?? {};

/** What a partner's agreements give: each of those in force as if it named no country, and then the rows of its countries alone. */
export function agreedGrants(world: TwinWorld, { entitlement, now }: Asker): readonly Grant[] {
  const { partner } = entitlement;
  if (partner === undefined || now === undefined) return [];
  const { catalogue, policy } = world;
  const section = sectionOf(policy, partners);
  return inForce(world, partner, now).flatMap((id) => {
    const known = agreementsOf(policy, partner);
    const { countries, ...anywhere } = known[id] ?? raise(id);
    const only = { ...section.partners[partner], name: partner, agreements: { [id]: anywhere } };
    const open = { ...section, partners: { [partner]: only } };
    const grants = partners.grant?.(open, { roles: [], partner, agreements: [id] }, catalogue) ?? [];
    return grants.map((grant) => (countries ? { ...grant, rows: ofCountries(world, grant, countries) } : grant));
  });
}

const raise = (id: string): never => {
  throw new Error(`there is no agreement \`${id}\``);
};

/** INVARIANT: whoever is of no country, or about nobody, is of none that was agreed. */
const ofCountries =
  (world: TwinWorld, grant: Grant, countries: readonly string[]): Grant['rows'] =>
  (name) => {
    const rows = grant.rows(name);
    const test = countryTest(world, entityOf(world.catalogue, name), countries);
    if (rows.kind === 'none' || !test) return { kind: 'none' } satisfies Restriction;
    return { kind: 'any', of: rows.kind === 'all' ? [[test]] : rows.of.map((tests) => [...tests, test]) };
  };

/** The country of the person at the end of the path that the catalogue names, hop by hop. */
function countryTest(world: TwinWorld, entity: Entity, countries: readonly string[]): Test | undefined {
  if (!entity.subject) return undefined;
  let person = entity;
  for (const hop of entity.subject) {
    const relation = person.relations.get(hop);
    if (!relation) return undefined;
    person = targetOf(world, relation);
  }
  for (const { name, semantic } of person.fields.values())
    if (semantic === 'country') return { path: entity.subject, field: name, op: 'in', operands: countries };
  return undefined;
}
