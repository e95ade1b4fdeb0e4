import type { Finding } from '../../../schema/finding.ts';
import type { NoiseRule } from '../../../schema/terms/noise.ts';
import type { UsableConfiguration } from '../../config/load.ts';
import type { Edition } from '../../edition.ts';
import { type Holder, holdersOf } from '../../matrix/holders.ts';
import type { View } from '../../views.ts';
import { locate } from '../locate.ts';
import { holderInWords } from '../matrix-words.ts';

type Told = Pick<Finding, 'path' | 'message' | 'advice'>;

/** Where noise is of no use: beside exact numbers of the same people, and where nothing gives what is registered. */
export async function noiseFindings(
  { folder, policy }: UsableConfiguration,
  edition: Edition,
): Promise<readonly Finding[]> {
  const told = holdersOf(policy).flatMap((holder) =>
    edition.purposesOf(holder.entitlement).flatMap((purpose) => {
      const view = edition.view(holder.entitlement, purpose);
      const [rule, another] = view.obligation.noise ?? [];
      return rule && !another ? [...beside(holder, view, rule), ...closed(holder, view, rule)] : [];
    }),
  );
  return Promise.all(
    told.map(async (one) => ({ severity: 'warning', ...(await locate(folder, 'policy.yaml', one.path)), ...one })),
  );
}

/** Records that may be read are counted by whoever reads them. */
function beside(holder: Holder, { profile, entity }: View, rule: NoiseRule): readonly Told[] {
  const names = [...new Set(rule.aggregates.map((one) => one.entity))];
  return names.flatMap((name) => {
    const { open, fields } = entity(name);
    const read = [...fields.values()].filter(({ cases }) =>
      cases.some(({ disclosure }) => disclosure === 'clear' || disclosure === 'reduced'),
    );
    if (!open || read.length === 0) return [];
    const listed = read.map(({ field }) => `\`${field.coordinate}\``).join(', ');
    const message = `${holderInWords(holder)} reads records of \`${name}\` for \`${profile.purpose}\` (${listed}) and can count them exactly, so noise hides nothing of these`;
    const advice = 'give them under `statistics` alone, or for another purpose';
    return [{ path: ['noise', rule.name], message, advice }];
  });
}

function closed(holder: Holder, { profile, statistics }: View, rule: NoiseRule): readonly Told[] {
  return rule.aggregates.flatMap(({ name, entity }) => {
    if (statistics(entity).noise?.aggregates.some((one) => one.name === name)) return [];
    const message = `\`${name}\` is never answered to ${holderInWords(holder)} for \`${profile.purpose}\``;
    const advice =
      'give all its fields to them, in clear or under `statistics`, as `minimumGroups` allows, in a store that makes groups';
    return [{ path: ['noise', rule.name, 'aggregates', name], message, advice }];
  });
}
