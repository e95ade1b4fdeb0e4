import { printSchema } from 'graphql';
import { adviseNames } from '../../schema/nearest.ts';
import type { Entitlement } from '../../schema/terms/profile.ts';
import { personasOf } from '../identify/demo-issuer.ts';
import { partnerEntitlement, partnersOf, rolesOf } from './profiles.ts';
import { type RulesRead, readRules } from './read-rules.ts';
import { type ExitCode, secondsOf, type Shell } from './shell.ts';
import { throwawayEdition } from './throwaway-edition.ts';

export interface SchemaArguments {
  /** Roles and personas; a partner's is `partner-NAME`. */
  readonly names: readonly string[];
  readonly partner?: string;
  readonly config: string;
}

/** `scrim schema`: the schema that somebody sees, as introspection gives it. */
export async function runSchema({ config, ...names }: SchemaArguments, shell: Shell): Promise<ExitCode> {
  const rules = await readRules(config, shell, 'shown');
  if (!rules) return 1;
  const who = whoOf(names, rules);
  if (typeof who === 'string') {
    shell.stderr(`scrim: ${who}\n`);
    return 2;
  }
  const entitlement = entitlementOf(who, rules, secondsOf(shell.clock()));
  if (entitlement.agreements?.length === 0) {
    shell.stderr(
      `scrim: no agreement with \`${who.partner}\` is in force: they see no schema, and AGREEMENT_EXPIRED is what they get\n`,
    );
    return 1;
  }
  shell.stdout(`${printSchema(throwawayEdition(rules, shell.random).schema(entitlement))}\n`);
  return 0;
}

interface Who {
  readonly roles: readonly string[];
  readonly partner?: string;
}

/** Looks the names up, roles before personas; a text says which one stands for nothing. */
function whoOf({ names, partner }: Pick<SchemaArguments, 'names' | 'partner'>, rules: RulesRead): Who | string {
  if (names.length === 0 && partner === undefined) return 'name who looks: `--as ROLE[,ROLE]` or `--partner PARTNER`';
  const known = new Map<string, Who>([
    ...partnersOf(rules.policy).map((one) => [`partner-${one}`, { roles: [], partner: one }] as const),
    ...personasOf(rules.gateway?.issuers ?? []).map((one) => [one.name, one] as const),
    ...rolesOf(rules.policy).map((one) => [one, { roles: [one] }] as const),
  ]);
  const wrong = names.find((name) => !known.has(name));
  if (wrong !== undefined)
    return advised(`there is no role or persona \`${wrong}\``, adviseNames(wrong, [...known.keys()]));
  const partners = partnersOf(rules.policy);
  if (partner !== undefined && !partners.includes(partner))
    return advised(`there is no partner \`${partner}\``, adviseNames(partner, partners));
  const named = names.flatMap((name) => known.get(name) ?? []);
  const all = [...new Set([...named, { partner }].flatMap((one) => one.partner ?? []))];
  if (all.length > 1) return 'nobody comes for two partners at once';
  const [only] = all;
  return {
    roles: [...new Set(named.flatMap(({ roles }) => roles))].sort(),
    ...(only !== undefined && { partner: only }),
  };
}

const advised = (text: string, advice: string | undefined): string => (advice ? `${text}: ${advice}` : text);

function entitlementOf({ roles, partner }: Who, { policy }: RulesRead, now: number): Entitlement {
  return partner === undefined ? { roles } : { ...partnerEntitlement(policy, partner, now), roles };
}
