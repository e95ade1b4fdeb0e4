import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import type { Finding, Remark } from '../../schema/finding.ts';
import type { Policy } from '../../schema/policy.ts';
import { besideAgreements } from './beside.ts';
import type { Loaded } from './loaded.ts';
import type { GatewayOptions } from './options.ts';

interface Wrong {
  readonly severity: Finding['severity'];
  readonly path: Finding['path'];
  readonly message: string;
  readonly advice: string;
}

/** What is right in each file alone, and wrong or unwise beside the others. */
export function contradictions(
  gateway: Loaded<GatewayOptions>,
  catalogue: Loaded<Catalogue>,
  policy: Loaded<Policy>,
): readonly Finding[] {
  const options = gateway.value;
  const rules = policy.value;
  if (!options || !catalogue.value) return [];
  return [
    ...unknownStores(options, catalogue.value).map((wrong) => at(catalogue, wrong)),
    ...severalDumps(options).map((wrong) => at(gateway, wrong)),
    ...demoOnly(options).map((wrong) => at(gateway, wrong)),
    ...partnersBesideRoles(options).map((wrong) => at(gateway, wrong)),
    ...(rules ? unknownAssertions(options, rules).map((wrong) => at(gateway, wrong)) : []),
    ...(rules ? besideAgreements(options, catalogue.value, rules).map((wrong) => at(policy, wrong)) : []),
  ];
}

const at = (file: Pick<Loaded<unknown>, 'file' | 'locate'>, wrong: Wrong | Remark): Finding => ({
  ...wrong,
  file: file.file,
  ...file.locate(wrong.path),
});

const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ') || 'none';

function unknownStores({ stores }: GatewayOptions, { entities }: Catalogue): readonly Wrong[] {
  return [...entities.values()]
    .filter((entity) => !Object.hasOwn(stores, entity.store))
    .map((entity) => ({
      severity: 'error',
      path: ['entities', entity.name, 'store'],
      message: `there is no store \`${entity.store}\``,
      advice: `\`gateway.yaml\` has the stores ${quoted(Object.keys(stores))}`,
    }));
}

/** A database is filled once, so from one dump. */
function severalDumps({ stores }: GatewayOptions): readonly Wrong[] {
  const first = new Map<string, string>();
  return Object.entries(stores).flatMap(([name, store]): readonly Wrong[] => {
    if (store.kind !== 'pglite' || store.dump === undefined) return [];
    const before = first.get(store.database) ?? store.dump;
    first.set(store.database, before);
    if (before === store.dump) return [];
    const message = `the database \`${store.database}\` is filled from another dump already`;
    return [{ severity: 'error', path: ['stores', name, 'dump'], message, advice: 'name one dump, or two databases' }];
  });
}

function demoOnly(options: GatewayOptions): readonly Wrong[] {
  if (options.demo) return [];
  const issuers = options.issuers.flatMap((issuer, i): readonly Wrong[] =>
    issuer.keys.from === 'demo'
      ? [
          {
            severity: 'error',
            path: ['issuers', i],
            message: 'only a demo has an issuer of its own',
            advice: 'name its keys with `jwks`, or set `demo: true` (`demo: trial` beside a store of your own)',
          },
        ]
      : [],
  );
  const keys = options.keys.flatMap((key, i): readonly Wrong[] =>
    key.create
      ? [
          {
            severity: 'error',
            path: ['keys', i, 'create'],
            message: 'only a demo makes its own root key',
            advice: 'write the key with `openssl rand -hex 32` and keep it where backups of the data are not',
          },
        ]
      : [],
  );
  return [...issuers, ...keys];
}

/** Who speaks for partners should be able to say nothing else: a role beside an agreement adds up to more than either. */
const partnersBesideRoles = ({ issuers }: GatewayOptions): readonly Wrong[] =>
  issuers.flatMap(({ roles, partners }, i) =>
    roles.length > 0 && partners.length > 0
      ? [
          {
            severity: 'warning',
            path: ['issuers', i, 'partners'],
            message: 'this issuer may assert partners and roles, both in one token',
            advice: 'let partners have an issuer that can assert nothing else',
          },
        ]
      : [],
  );

/** An issuer that may assert what the policy does not know asserts nothing; most often the name is misspelt. */
function unknownAssertions({ issuers }: GatewayOptions, policy: Policy): readonly Wrong[] {
  const roles = namesIn(policy.sections['roles'], 'roles');
  const purposes = namesIn(policy.sections['purpose'], 'purposes');
  return issuers.flatMap((issuer, i) => [
    ...unknownNames(issuer.roles, roles, ['issuers', i, 'roles'], 'role'),
    ...unknownNames(issuer.purposes, purposes, ['issuers', i, 'purposes'], 'purpose'),
  ]);
}

const unknownNames = (
  named: readonly string[],
  known: readonly string[],
  path: Finding['path'],
  what: string,
): readonly Wrong[] =>
  named.flatMap((name, i) =>
    known.includes(name)
      ? []
      : [
          {
            severity: 'warning',
            path: [...path, i],
            message: `the policy has no ${what} \`${name}\``,
            advice: `it has ${quoted(known)}`,
          },
        ],
  );

function namesIn(section: unknown, key: string): readonly string[] {
  const value =
    typeof section === 'object' && section !== null ? (section as Readonly<Record<string, unknown>>)[key] : undefined;
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}
