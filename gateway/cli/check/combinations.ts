import { leftOf, type Left } from '../../../plugins/masking/combination/left.ts';
import { piecesOf, type Shown } from '../../../plugins/masking/combination/shown.ts';
import { masking } from '../../../plugins/masking/index.ts';
import { sectionOf } from '../../../plugins/policy.ts';
import type { Finding } from '../../../schema/finding.ts';
import type { Entitlement } from '../../../schema/terms/profile.ts';
import type { UsableConfiguration } from '../../config/load.ts';
import type { Edition } from '../../edition.ts';
import type { Case } from '../../views.ts';
import { locate } from '../locate.ts';
import { type Onlooker, onlookersOf } from './onlookers.ts';

interface Found extends Left, Pick<Onlooker, 'who' | 'path' | 'perhaps'> {
  readonly severity: Finding['severity'];
  readonly shown: readonly Shown[];
}

/**
 * Two half masks make a whole: fields that somebody could work out from all that they see, purpose after purpose. Of two roles
 * that one person may have it warns only, and only of what neither sees alone.
 */
export async function combinationFindings(
  configuration: UsableConfiguration,
  edition: Edition,
): Promise<readonly Finding[]> {
  const { candidates: bounds } = sectionOf(configuration.policy, masking);
  const found = onlookersOf(configuration).flatMap((onlooker) => judged(edition, onlooker, bounds));
  // One line for each field is enough to mend it.
  const first = found.filter(
    (one, at) =>
      !found.slice(0, at).some((other) => other.coordinate === one.coordinate && (one.perhaps || within(other, one))),
  );
  return Promise.all(first.map((one) => findingOf(configuration.folder, one)));
}

/** A partner under all its agreements is told of what one of them shows. */
const within = (other: Found, one: Found): boolean => one.path.every((part, at) => other.path[at] === part);

function judged(
  edition: Edition,
  { who, path, entitlement, perhaps }: Onlooker,
  bounds: { readonly refuse: number; readonly warn: number },
): readonly Found[] {
  return [...edition.catalogue.entities.keys()].flatMap((entity) => {
    const shown = shownOf(edition, entitlement, entity);
    return leftOf(shown)
      .filter(({ candidates }) => candidates < bounds.warn)
      .map((left): Found => {
        const severity = left.candidates < bounds.refuse && !perhaps ? 'error' : 'warning';
        return { ...left, who, path, perhaps, shown, severity };
      });
  });
}

/** The fields of an entity as an entitlement sees them under all its purposes. */
function shownOf(edition: Edition, entitlement: Entitlement, entity: string): readonly Shown[] {
  const views = edition.purposesOf(entitlement).map((purpose) => edition.view(entitlement, purpose).entity(entity));
  const fields = new Map<string, readonly Case[]>();
  for (const { fields: seen } of views) {
    for (const [name, { cases }] of seen) fields.set(name, [...(fields.get(name) ?? []), ...cases]);
  }
  const { fields: facts } = views[0]?.entity ?? {};
  return [...fields].flatMap(([name, cases]): readonly Shown[] => {
    const field = facts?.get(name);
    if (!field || name === 'id' || cases.length === 0) return [];
    const { coordinate, semantic, type } = field;
    return [{ coordinate, semantic, type, calls: callsOf(cases) }];
  });
}

/** Noise and shifts are another draw in each recipient domain; everything else is the same however often it is seen. */
function callsOf(cases: readonly Case[]): readonly string[] {
  const shown = cases.filter(({ disclosure }) => disclosure !== 'withheld');
  const drawn = ({ technique }: Case): boolean =>
    technique !== 'clear' && piecesOf(technique).some(({ tells }) => tells === 'near' || tells === 'shifted');
  const distinct = new Map(shown.map((one) => [drawn(one) ? `${one.technique} ${one.domain}` : one.technique, one]));
  return [...distinct.values()].map(({ technique }) => technique);
}

async function findingOf(folder: string, found: Found): Promise<Finding> {
  const { severity, path, coordinate, candidates, arithmetic, from, who } = found;
  const about = Math.max(1, Math.round(candidates));
  const shown = [...new Set([coordinate, ...from])].map((one) => seenAs(one, found.shown)).join(', ');
  const message = `${who} can work out \`${coordinate}\`: ${shown} leave about ${about} (${arithmetic})`;
  const advice = 'show less of one of them, or say under `candidates` how few may be left';
  return { severity, ...(await locate(folder, 'policy.yaml', path)), path, message, advice };
}

function seenAs(coordinate: string, shown: readonly Shown[]): string {
  const calls = shown.find((one) => one.coordinate === coordinate)?.calls ?? [];
  const how = calls.map((call) => (call === 'clear' ? 'clear' : `\`${call}\``)).join(' and ');
  return `\`${coordinate}\` ${how === 'clear' ? 'in clear' : how ? `by ${how}` : 'withheld'}`;
}
