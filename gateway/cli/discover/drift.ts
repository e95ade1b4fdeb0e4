import { classify } from '../../../plugins/classification/discover/classify.ts';
import type { Rulebook } from '../../../plugins/classification/discover/rulebook.ts';
import { loadConfiguration } from '../../config/load.ts';
import { type Drift, driftOf } from '../../discover/drift.ts';
import type { StoredTable } from '../../discover/stored.ts';
import { printFindings } from '../print-findings.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { draftOf } from '../../discover/draft/draft.ts';
import { asConfigured } from './as-configured.ts';
import type { ExaminedStore } from './examined.ts';
import { toldOf } from './json.ts';
import { named } from './summary.ts';
import { usualSchema } from './usual-schema.ts';

interface Options {
  readonly config?: string;
  readonly store?: string;
  readonly json?: true;
  readonly except: readonly string[];
}

/** `scrim discover --drift`: ends with 1 where a store is no longer what its catalogue says. */
export async function runDrift(
  options: Options,
  examined: ExaminedStore,
  book: Rulebook,
  shell: Shell,
): Promise<ExitCode> {
  const { catalogue, gateway, findings } = await loadConfiguration(options.config ?? '', shell.environment);
  if (!catalogue) {
    shell.stderr(
      printFindings(
        findings.filter((one) => one.file.endsWith('catalogue.yaml')),
        shell.folder,
      ),
    );
    return 1;
  }
  const stores = [...new Set([...catalogue.entities.values()].map((entity) => entity.store))];
  const store = options.store ?? (stores.length === 1 ? stores[0] : undefined);
  if (store === undefined || !stores.includes(store)) {
    shell.stderr(`scrim: say with --store which store this is: ${stores.join(', ')}\n`);
    return 2;
  }
  const usual = usualSchema(examined);
  const tables = asConfigured(examined, gateway?.stores[store]);
  const all = driftOf({ catalogue, store, tables, usual, except: options.except });
  const outside = new Set(
    draftOf(book, tables, classify(book, tables), { store, usual }).unmapped.map(({ what }) => what),
  );
  // What no catalogue can hold is invisible whatever anybody does: it is told, and is nothing to mend.
  const drift = all.filter((one) => one.change !== 'new' || !outside.has(placeOf(one)));
  shell.stderr(outsideText(all.filter((one) => !drift.includes(one)).map(placeOf)));
  shell.stdout(options.json ? jsonOf(drift, tables, book) : printed(drift));
  if (drift.length === 0) shell.stderr('scrim: the store is as the catalogue says\n');
  return drift.length === 0 ? 0 : 1;
}

const placeOf = ({ table, column }: Drift): string => (column === undefined ? table : `${table}.${column}`);

const outsideText = (places: readonly string[]): string =>
  places.length === 0 ? '' : `scrim: not in the catalogue, and without a place in one: ${named(places)}\n`;

/** The differences; with a new column what it is thought to be. */
function jsonOf(drift: readonly Drift[], tables: readonly StoredTable[], book: Rulebook): string {
  const said = new Map(classify(book, tables).map((one) => [JSON.stringify([one.table, one.column]), one]));
  const rows = drift.map((one) => {
    const classified = one.change === 'new' ? said.get(JSON.stringify([one.table, one.column])) : undefined;
    return { ...one, ...(classified && { classified: toldOf(classified) }) };
  });
  return `${JSON.stringify(rows, null, 2)}\n`;
}

const printed = (drift: readonly Drift[]): string =>
  drift
    .map(
      ({ change, table, column, what }) =>
        `${change.padEnd(8)}${table}${column === undefined ? '' : `.${column}`}: ${what}\n`,
    )
    .join('') +
  (drift.some((one) => one.change === 'new')
    ? 'What is new stays invisible until somebody classifies it in catalogue.yaml; --except leaves it out on purpose.\n'
    : '');
