import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import type { Remark } from '../../schema/finding.ts';
import type { World } from '../contract.ts';
import { lintGrants } from '../grants/lint.ts';
import { type Path, unwise, wrong } from '../remark.ts';
import { placedAgreement } from './placed.ts';
import type { Agreement, PartnersSection } from './policy.ts';

type Agreements = readonly (readonly [id: string, agreement: Agreement])[];

/** What can be wrong with agreements, and between those of one partner. */
export const lint = (section: PartnersSection, { catalogue }: World): readonly Remark[] =>
  Object.entries(section.partners).flatMap(([partner, { agreements }]) => {
    const path = ['partners', partner, 'agreements'];
    const all = Object.entries(agreements);
    return [
      // Each by itself: those that are in force together for a purpose are refused below, others never meet.
      ...all.flatMap((one) => lintGrants(section, catalogue, placedAgreement(section, partner, one))),
      ...all.flatMap(([id, agreement]) => lintAgreement(catalogue, [...path, id], agreement)),
      ...lintTogether(path, all),
    ];
  });

function lintAgreement(
  catalogue: Catalogue,
  path: Path,
  { from, until, review, countries }: Agreement,
): readonly Remark[] {
  const hasCountry = [...catalogue.entities.values()].some((entity) =>
    [...entity.fields.values()].some((field) => field.semantic === 'country'),
  );
  return [
    ...(until < from ? [wrong([...path, 'until'], 'the agreement ends before it begins')] : []),
    ...(review !== undefined && review > until
      ? [unwise([...path, 'review'], 'the review comes after the agreement has ended', 'review it before')]
      : []),
    ...(countries && !hasCountry
      ? [
          wrong(
            [...path, 'countries'],
            'no field says in which country a person is',
            'give one the semantic type `country` in the catalogue',
          ),
        ]
      : []),
  ];
}

/** Two agreements in force for one partner and purpose: whose surrogates would it be, and whose terms? */
function lintTogether(path: Path, all: Agreements): readonly Remark[] {
  return all.flatMap(([id, one], i) =>
    all.slice(0, i).flatMap(([otherId, other]) => {
      const shared = purposesOf(one).find((purpose) => purposesOf(other).includes(purpose));
      const meet = one.from <= other.until && other.from <= one.until && !one.suspended && !other.suspended;
      if (shared === undefined || !meet) return [];
      const message = `agreements \`${otherId}\` and \`${id}\` are in force together for \`${shared}\``;
      return [wrong([...path, id], message, 'end one before the other begins, or suspend it')];
    }),
  );
}

const purposesOf = ({ grants }: Agreement): readonly string[] => grants.flatMap((grant) => grant.purposes);
