import type { Account, Budgets, Reserved } from '../../../plugins/anonymization/port.ts';
import { GatewayError } from '../../../schema/terms/errors.ts';
import { faultOf, ledgerUnavailable, LedgerUnusable } from '../faults.ts';
import type { OnFault, Sql } from '../port.ts';
import { checkReservation } from './check.ts';
import { migrateBudgets, budgetTables } from './postgres-tables.ts';

export interface PostgresBudgetsOptions {
  readonly sql: Sql;
  /** The schema of the tables; without it the first of the connection's search path. */
  readonly schema?: string;
  readonly onFault: OnFault;
}

/** Budgets in a PostgreSQL that all replicas share. Its tables are made when it is first used; closing it ends the connections. */
export function postgresBudgets({ sql, schema, onFault }: PostgresBudgetsOptions): Budgets {
  const { prefix, question } = budgetTables(schema);
  const made = { ready: undefined as Promise<void> | undefined };
  const asked = async (text: string, values: readonly unknown[]): Promise<readonly unknown[] | undefined> => {
    try {
      made.ready ??= migrateBudgets(sql, schema);
      await made.ready;
      const [row] = await sql.query(text, values);
      return row;
    } catch (error) {
      made.ready = undefined;
      onFault(faultOf(error, 'the budgets could not be written'));
      // Whether it was written nobody knows: what was, is free when it is asked again.
      throw ledgerUnavailable();
    }
  };
  return {
    reserve: async (reservation) => {
      checkReservation(reservation);
      const { account, question: digest, cost, limit } = reservation;
      const row = await asked(
        `select verdict, remaining, answered from ${prefix}scrim_budget_reserve($1, $2, $3, $4, $5, $6, $7)`,
        [...keyOf(account), account.period.until, digest, String(cost), String(limit)],
      );
      return reservedOf(row, account);
    },
    settle: async (account, digest, answer) => {
      const row = await asked(
        `update ${question} set answer = coalesce(answer, $5)
          where recipient = $1 and population = $2 and period = $3 and question = $4
          returning answer, set_config('synchronous_commit', ${waiting}, true)`,
        [...keyOf(account), digest, answer],
      );
      if (row === undefined) throw new Error('an answer is settled only where its question was reserved');
      return String(row[0]);
    },
    ready: async () => {
      const row = await asked("select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean", []);
      if (row?.[0] === false) return;
      onFault(faultOf(new LedgerUnusable('the server of the budgets takes no writes'), ''));
      throw ledgerUnavailable();
    },
    close: () => sql.end(),
  };
}

/** A role, database or server may commit without waiting for its disk: this transaction does wait. */
const waiting = `case when current_setting('synchronous_commit') in ('off', 'local')
  then 'on' else current_setting('synchronous_commit') end`;

const keyOf = ({ recipient, population, period }: Account): readonly string[] => [recipient, population, period.id];

function reservedOf(row: readonly unknown[] | undefined, { period }: Account): Reserved {
  const [verdict, remaining, answer] = row ?? [];
  const left = BigInt(String(remaining ?? 0));
  if (verdict === 'exhausted') return { granted: false, resetAt: period.until, left };
  if (verdict !== 'granted' && verdict !== 'again')
    throw new GatewayError('LEDGER_UNAVAILABLE', 'the budgets gave no answer; nothing was run');
  return {
    granted: true,
    again: verdict === 'again',
    ...(typeof answer === 'string' && { answer }),
    left,
  };
}
