import { classify } from '../../../plugins/classification/discover/classify.ts';
import type { Rulebook } from '../../../plugins/classification/discover/rulebook.ts';
import { loadConfiguration } from '../../config/load.ts';
import { type Drift, driftOf } from '../../discover/drift.ts';
import type { Examined } from '../../discover/examine.ts';
import type { Source } from '../../discover/port.ts';
import { printFindings } from '../print-findings.ts';
import type { ExitCode, Shell } from '../shell.ts';

interface Options {
  readonly config?: string;
  readonly store?: string;
  readonly json?: true;
  readonly except: readonly string[];
}

/** `scrim discover --drift`: ends with 1 where a store is no longer what its catalogue says. */
export async function runDrift(
  options: Options,
  examined: Examined & { readonly kind: Source['kind'] },
  book: Rulebook,
  shell: Shell,
): Promise<ExitCode> {
  const { catalogue, findings } = await loadConfiguration(options.config ?? '', shell.environment);
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
  const usual =
    examined.kind === 'postgres' ? 'public' : (examined.tables.find((one) => one.key === one.name)?.schema ?? '');
  const drift = driftOf({ catalogue, store, tables: examined.tables, usual, except: options.except });
  shell.stdout(options.json ? jsonOf(drift, examined, book) : printed(drift));
  if (drift.length === 0) shell.stderr('scrim: the store is as the catalogue says\n');
  return drift.length === 0 ? 0 : 1;
}

/** The differences; with a new column what it is thought to be. */
function jsonOf(drift: readonly Drift[], { tables }: Examined, book: Rulebook): string {
  const said = new Map(classify(book, tables).map((one) => [JSON.stringify([one.table, one.column]), one]));
  const rows = drift.map((one) => {
    const classified = one.change === 'new' ? said.get(JSON.stringify([one.table, one.column])) : undefined;
    return { ...one, ...(classified && { classified }) };
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
