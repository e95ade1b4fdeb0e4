import { performance } from 'node:perf_hooks';
import type { Ledger, LedgerEntry } from '../../plugins/audit/port.ts';
import { LedgerUnusable } from './faults.ts';
import { type BatchStore, GroupCommit, type GroupCommitLimits } from './group-commit.ts';
import type { OnFault, Sql } from './port.ts';
import { migrateLedger, tablesIn } from './postgres-tables.ts';

export interface PostgresLedgerOptions {
  readonly sql: Sql;
  /** The schema of the tables; without it the first of the connection's search path. */
  readonly schema?: string;
  readonly onFault: OnFault;
  /** Milliseconds, for the pauses between attempts; only differences count. */
  readonly clock?: () => number;
  readonly limits?: Partial<GroupCommitLimits>;
}

/** An entry as its row. */
interface LedgerRow {
  readonly at: string;
  readonly receipt: string;
  readonly subjects: boolean;
  readonly entry: string;
}

const MEGABYTE = 1024 * 1024;

const postgresLimits: GroupCommitLimits = {
  entries: 10_000,
  bytes: 64 * MEGABYTE,
  batchEntries: 1_000,
  batchBytes: 4 * MEGABYTE,
};

/**
 * A ledger in a PostgreSQL: one insert of many rows, and so one transaction, at a time. It opens, and creates its
 * tables, when it is first used. Closing it ends the connections.
 */
export function postgresLedger(options: PostgresLedgerOptions): Ledger {
  const { sql, schema, onFault, clock = () => performance.now() } = options;
  const limits = { ...postgresLimits, ...options.limits };
  const commits = new GroupCommit<LedgerRow>({ store: rowStore(sql, schema), limits, clock, onFault });
  return {
    append: (entry) => {
      const row = rowOf(entry);
      return commits.add(row, row.entry.length);
    },
    ready: () => commits.ready(),
    close: () => commits.close(),
  };
}

const rowOf = (entry: LedgerEntry): LedgerRow => ({
  at: entry.at,
  receipt: entry.receipt,
  subjects: entry.subjects !== undefined,
  entry: JSON.stringify(entry),
});

function rowStore(sql: Sql, schema: string | undefined): BatchStore<LedgerRow> {
  const insert = insertInto(schema);
  return {
    open: () => migrateLedger(sql, schema),
    write: async (batch) => {
      const columns = (['at', 'receipt', 'subjects', 'entry'] as const).map((name) => batch.map((row) => row[name]));
      const [row] = await sql.query(insert, columns);
      if (Number(row?.[0]) !== batch.length || row?.[1] === 'off')
        throw new LedgerUnusable('the server did not make the whole batch durable');
    },
    probe: async () => {
      const [row] = await sql.query("select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean");
      if (row?.[0] !== false)
        throw new LedgerUnusable('the server of the ledger takes no writes: it is a standby or read-only');
    },
    close: () => sql.end(),
  };
}

// A role, database or server may commit without waiting for its disk: this transaction does wait, whoever pools the
// connection, and what waits for a standby keeps doing so.
function insertInto(schema: string | undefined): string {
  const { ledger, pending } = tablesIn(schema);
  return `
with durable as materialized (
  select set_config('synchronous_commit', case when level in ('off', 'local') then 'on' else level end, true) as level
  from current_setting('synchronous_commit') as level
), written as (
  insert into ${ledger} (at, receipt, subjects, entry)
  select row.at, row.receipt, row.subjects, row.entry
  from durable cross join unnest($1::timestamptz[], $2::text[], $3::boolean[], $4::text[]) with ordinality
    as row (at, receipt, subjects, entry, place)
  order by row.place
  returning seq, subjects
), queued as (
  insert into ${pending} (seq) select seq from written where subjects
)
select count(*), (select level from durable) from written`;
}
