import type { Finding } from '../../../schema/finding.ts';
import type { Entitlement } from '../../../schema/terms/profile.ts';
import type { UsableConfiguration } from '../../config/load.ts';
import { type Holder, holdersOf } from '../../matrix/holders.ts';
import { holderInWords } from '../matrix-words.ts';

/** Somebody who sees all that an entitlement gives, purpose after purpose. */
export interface Onlooker {
  /** In words: ``role `support` ``. */
  readonly who: string;
  readonly path: Finding['path'];
  readonly entitlement: Entitlement;
  /** Whether there is such a person depends on who is given which roles. */
  readonly perhaps: boolean;
}

/** Each role and agreement; a partner under all its agreements; and each two roles that one person may have. */
export function onlookersOf({ policy, gateway }: UsableConfiguration): readonly Onlooker[] {
  const holders = holdersOf(policy);
  const together = (one: string, other: string): boolean =>
    gateway.issuers.some(({ roles }) => roles.includes(one) && roles.includes(other));
  const alone = holders.map(
    (one): Onlooker => ({
      who: holderInWords(one),
      path: pathOf(one),
      entitlement: one.entitlement,
      perhaps: false,
    }),
  );
  const roles = holders.filter((one) => one.kind === 'role');
  const pairs = roles.flatMap((one, at) =>
    roles
      .slice(at + 1)
      .filter((other) => together(one.name, other.name))
      .map((other) => ({
        who: `${holderInWords(one)} with ${holderInWords(other)}`,
        path: pathOf(one),
        entitlement: { roles: [one.name, other.name] },
        perhaps: true,
      })),
  );
  return [...alone, ...wholePartners(holders), ...pairs];
}

/** What a partner gets under one agreement it still has under the next. */
function wholePartners(holders: readonly Holder[]): readonly Onlooker[] {
  const agreements = holders.filter((one) => one.kind === 'agreement');
  const partners = [...new Set(agreements.map(({ partner }) => partner))];
  return partners.flatMap((partner) => {
    const names = agreements.filter((one) => one.partner === partner).map(({ name }) => name);
    if (names.length < 2) return [];
    return [
      {
        who: `partner \`${partner}\` under all its agreements`,
        path: ['partners', partner],
        entitlement: { roles: [], partner, agreements: names },
        perhaps: false,
      },
    ];
  });
}

const pathOf = (holder: Holder): Finding['path'] =>
  holder.kind === 'role' ? ['roles', holder.name] : ['partners', holder.partner, 'agreements', holder.name];
