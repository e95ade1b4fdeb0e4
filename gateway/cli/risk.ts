import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { masking } from '../../plugins/masking/index.ts';
import { sectionOf } from '../../plugins/policy.ts';
import { ids } from '../../plugins/pseudonyms/ids.ts';
import { keyring } from '../../plugins/pseudonyms/keyring.ts';
import { surrogateSource } from '../../plugins/pseudonyms/surrogates.ts';
import { GatewayError } from '../../schema/terms/errors.ts';
import { ladderLead } from '../compile/lead.ts';
import { isUsable, loadConfiguration, type UsableConfiguration } from '../config/load.ts';
import { edition as editionOf } from '../edition.ts';
import { abilitiesIn } from '../stores/abilities.ts';
import type { EntityView } from '../views.ts';
import { FolderLocked } from '../stores/lock.ts';
import { printFindings } from './print-findings.ts';
import { entitlementInWords } from './profiles.ts';
import { type Viewer, viewerOf } from './risk/asked.ts';
import { htmlOf } from './risk/html/page.ts';
import { keepLast, rulesOf } from './risk/last.ts';
import { measured, mostRows } from './risk/measure.ts';
import { openForReading } from './risk/open-stores.ts';
import { printRisk, progressText } from './risk/print.ts';
import { readingOf } from './risk/reading.ts';
import type { EntityRisk, RiskReport } from './risk/report.ts';
import { showingOf } from './risk/shown.ts';
import { type Language, wordsOf } from './risk/words.ts';
import { type ExitCode, secondsOf, type Shell } from './shell.ts';

export interface RiskArguments {
  readonly as: string;
  readonly purpose: string;
  readonly entity?: string;
  readonly sample?: number;
  readonly population?: number;
  readonly html?: string;
  readonly lang: Language;
  readonly config: string;
  readonly json: boolean;
}

/** `scrim risk`: how unique people are by what somebody sees, measured where the data lies. */
export async function runRisk(args: RiskArguments, shell: Shell): Promise<ExitCode> {
  const configuration = await loadConfiguration(args.config, shell.environment);
  if (!isUsable(configuration)) {
    const errors = configuration.findings.filter(({ severity }) => severity === 'error');
    shell.stderr(
      `${printFindings(errors, shell.folder)}scrim: nothing is measured out of a configuration with errors\n`,
    );
    return 1;
  }
  const asked = viewerOf(args, { ...configuration, now: secondsOf(shell.clock()) });
  const wrong = typeof asked === 'string' ? asked : wrongNumber(args);
  if (wrong !== undefined || typeof asked === 'string') return usage(shell, wrong ?? '');
  try {
    const report = await reportOf(configuration, asked, args, shell);
    if (typeof report === 'string') return usage(shell, report);
    await keepLast(resolve(shell.folder, configuration.gateway.data), report, rulesOf(configuration));
    const words = wordsOf[args.lang];
    if (args.html !== undefined) await writeFile(resolve(shell.folder, args.html), htmlOf(report, words, args.lang));
    shell.stdout(args.json ? `${JSON.stringify(report, null, 2)}\n` : printRisk(report, words));
    return 0;
  } catch (error) {
    // The words of a store's own error are not ours to print: they may hold values.
    if (!(error instanceof GatewayError || error instanceof FolderLocked)) throw error;
    shell.stderr(`scrim: ${error.message}\n`);
    return 1;
  }
}

function usage(shell: Shell, text: string): ExitCode {
  shell.stderr(`scrim: ${text}\n`);
  return 2;
}

const wrongNumber = ({ sample, population }: RiskArguments): string | undefined =>
  sample === 0 || population === 0 ? '`--sample` and `--population` are at least 1' : undefined;

/** A text says why there is nothing to measure. */
async function reportOf(
  configuration: UsableConfiguration,
  viewer: Viewer,
  args: RiskArguments,
  shell: Shell,
): Promise<RiskReport | string> {
  const { policy, catalogue, gateway } = configuration;
  await using held = new AsyncDisposableStack();
  // INVARIANT: its key is made here and ends here: no surrogate of it is one that a gateway ever makes.
  const ring = keyring([{ id: 'measure', secret: shell.random(32) }]);
  const stores = await openForReading(configuration, shell, held);
  const edition = editionOf({ catalogue, policy, keyring: ring, stores, abilities: abilitiesIn(gateway.stores) });
  const view = edition.view(viewer.entitlement, viewer.purpose);
  const entities = [...catalogue.entities.values()].filter(
    ({ name, roots, subject }) => subject !== undefined && roots.many !== undefined && view.entity(name).root,
  );
  const wanted = entities.filter(({ name }) => viewer.entity === undefined || name === viewer.entity);
  if (wanted.length === 0)
    return nothingOf(
      viewer,
      entities.map(({ name }) => name),
    );
  const lead = ladderLead(policy, { surrogates: surrogateSource(ring), ids: ids(ring) });
  const stairs = { ladders: sectionOf(policy, masking).ladders, lead };
  const now = secondsOf(shell.clock());
  const means = { edition, stores, random: shell.random, now };
  const found: EntityRisk[] = [];
  for (const { name } of wanted) {
    const showing = showingOf(edition, view, name, stairs);
    const unable = unableTo(showing.view, args);
    if (unable !== undefined) return unable;
    const reading = readingOf(means, viewer, showing);
    const rows = await reading.count();
    if (rows > mostRows && (args.sample ?? rows) > mostRows)
      return `\`${name}\` has more than ${mostRows} rows: say \`--sample ROWS\``;
    found.push(
      await measured(reading, showing, { ...args, rows, random: shell.random, progress: progressOf(name, shell) }),
    );
  }
  const who = entitlementInWords(viewer.entitlement);
  const { purpose } = viewer;
  const at = shell.clock().toISOString();
  return { who, purpose, at, policy: policy.version, catalogue: catalogue.version, entities: found };
}

/** What a store cannot do for a measurement. */
function unableTo({ entity, abilities }: EntityView, { sample }: RiskArguments): string | undefined {
  if (!abilities.counts)
    return `store \`${entity.store}\` cannot count the rows of \`${entity.name}\`, which is not measured`;
  if (sample === undefined || abilities.keyedOrder) return undefined;
  return `store \`${entity.store}\` cannot choose rows of \`${entity.name}\` by chance: leave \`--sample\` out`;
}

function nothingOf({ entitlement, purpose, entity }: Viewer, open: readonly string[]): string {
  const who = entitlementInWords(entitlement);
  const what = entity === undefined ? 'nothing about people' : `nothing of \`${entity}\``;
  const names = open.map((name) => `\`${name}\``).join(', ');
  return `${who} may enter ${what} for \`${purpose}\`${names === '' ? '' : `: measure ${names}`}`;
}

/** Says every few seconds how far it is; what is over at once needs no telling. */
function progressOf(entity: string, { process, stderr }: Shell): (read: number, of: number) => void {
  const told = { at: process.now() };
  return (read, of) => {
    if (process.now() - told.at < 2000) return;
    told.at = process.now();
    stderr(progressText(entity, read, of));
  };
}
