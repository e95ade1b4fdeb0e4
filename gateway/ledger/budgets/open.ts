import { resolve } from 'node:path';
import type { Budgets } from '../../../plugins/anonymization/port.ts';
import { faultOf, ledgerUnavailable } from '../faults.ts';
import type { LedgerSettings, LedgerSurroundings } from '../open.ts';
import { pgClient } from '../pg-client.ts';
import { fileBudgets } from './file.ts';
import { postgresBudgets } from './postgres.ts';

/** Opens the budgets where the ledger is durable: a folder beside it, or tables beside its own. Opened when first asked. */
export function openBudgets(
  settings: LedgerSettings,
  { data, base, onFault, now }: LedgerSurroundings & { readonly now: () => Date },
): Budgets {
  if (settings.kind === 'file') {
    const folder = resolve(data, 'budgets');
    return whenAsked(() => fileBudgets({ folder, onFault, now }), onFault);
  }
  const { url, schema } = settings;
  const where = schema === undefined ? {} : { schema };
  return whenAsked(async () => postgresBudgets({ sql: pgClient({ url, base, onFault }), ...where, onFault }), onFault);
}

/** A gateway whose policy has no quota keeps no budgets. What could not be opened is tried again by whoever asks next. */
function whenAsked(open: () => Promise<Budgets>, onFault: LedgerSurroundings['onFault']): Budgets {
  const opened: { budgets?: Promise<Budgets> } = {};
  const get = async (): Promise<Budgets> => {
    opened.budgets ??= open();
    try {
      return await opened.budgets;
    } catch (error) {
      delete opened.budgets;
      onFault(faultOf(error, 'the budgets could not be opened'));
      throw ledgerUnavailable();
    }
  };
  return {
    reserve: async (reservation) => (await get()).reserve(reservation),
    settle: async (account, question, answer) => (await get()).settle(account, question, answer),
    ready: async () => (await get()).ready(),
    close: async () => (await opened.budgets?.catch(() => undefined))?.close(),
  };
}
