import type { Finding } from '../../../schema/finding.ts';
import type { UsableConfiguration } from '../../config/load.ts';
import type { Edition } from '../../edition.ts';
import { type Holder, holdersOf } from '../../matrix/holders.ts';
import { locate } from '../locate.ts';
import { partnersOf, rolesOf } from '../profiles.ts';

interface Told {
  readonly file: 'gateway.yaml' | 'policy.yaml';
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly advice: string;
}

/** What the policy gives and no issuer can bring: roles and partners that nobody speaks of, purposes that nobody may declare. */
export async function assertedFindings(
  configuration: UsableConfiguration,
  edition: Edition,
): Promise<readonly Finding[]> {
  const { folder } = configuration;
  const told = [...strangers(configuration), ...silent(configuration), ...undeclared(configuration, edition)];
  return Promise.all(
    told.map(
      async ({ file, ...rest }): Promise<Finding> => ({
        severity: 'warning',
        ...(await locate(folder, file, rest.path)),
        ...rest,
      }),
    ),
  );
}

/** Partners that an issuer speaks of and the policy does not know. */
function strangers({ gateway, policy }: UsableConfiguration): readonly Told[] {
  const known = partnersOf(policy);
  return gateway.issuers.flatMap(({ partners }, i) =>
    partners.flatMap((name, j): readonly Told[] => {
      if (known.includes(name)) return [];
      const advice = `give it an agreement under \`partners\`, or take it out: whoever comes as \`${name}\` is refused`;
      return [
        {
          file: 'gateway.yaml',
          path: ['issuers', i, 'partners', j],
          message: `the policy has no partner \`${name}\``,
          advice,
        },
      ];
    }),
  );
}

function silent({ gateway, policy }: UsableConfiguration): readonly Told[] {
  const { issuers } = gateway;
  const roles = rolesOf(policy).filter((name) => !issuers.some((issuer) => issuer.roles.includes(name)));
  const partners = partnersOf(policy).filter((name) => !issuers.some((issuer) => issuer.partners.includes(name)));
  const told = (kind: 'role' | 'partner', name: string): Told => ({
    file: 'policy.yaml',
    path: [`${kind}s`, name],
    message: `no issuer may assert the ${kind} \`${name}\`, so nobody has it`,
    advice: `name it under \`${kind}s\` of an issuer in \`gateway.yaml\`, or take it out`,
  });
  return [...roles.map((name) => told('role', name)), ...partners.map((name) => told('partner', name))];
}

/** A purpose is declared by somebody whose issuer may assert it, and who is granted something for it. */
function undeclared({ gateway, policy }: UsableConfiguration, edition: Edition): readonly Told[] {
  const granted = holdersOf(policy).map((holder) => ({ holder, purposes: edition.purposesOf(holder.entitlement) }));
  const purposes = [...new Set(granted.flatMap((one) => one.purposes))];
  return purposes.flatMap((purpose): readonly Told[] => {
    const holders = granted.filter((one) => one.purposes.includes(purpose)).map(({ holder }) => holder);
    const asserting = gateway.issuers.filter((issuer) => issuer.purposes.includes(purpose));
    const heard = holders.filter((holder) => gateway.issuers.some((issuer) => speaksOf(issuer, holder)));
    // That nobody speaks of any of them is said of them already.
    const said = asserting.length > 0 && heard.length === 0;
    if (said || asserting.some((issuer) => heard.some((holder) => speaksOf(issuer, holder)))) return [];
    const who =
      asserting.length === 0
        ? 'no issuer may assert it'
        : 'the issuers that may assert it speak of nobody who is granted it';
    const advice = 'name it under `purposes` of the issuer in `gateway.yaml` that speaks of those who need it';
    return [
      {
        file: 'policy.yaml',
        path: ['purposes', purpose],
        message: `nobody may declare the purpose \`${purpose}\`: ${who}`,
        advice,
      },
    ];
  });
}

const speaksOf = (
  issuer: Pick<UsableConfiguration['gateway']['issuers'][number], 'roles' | 'partners'>,
  holder: Holder,
): boolean => (holder.kind === 'role' ? issuer.roles.includes(holder.name) : issuer.partners.includes(holder.partner));
