import { LedgerUnusable } from './faults.ts';
import type { Sql } from './port.ts';

/** The ledger's tables, qualified and quoted. */
export interface Tables {
  readonly prefix: string;
  readonly ledger: string;
  /** Entries whose subjects have no references yet, in the order of the ledger. */
  readonly pending: string;
  readonly reference: string;
}

export function tablesIn(schema: string | undefined): Tables {
  const prefix = schema === undefined ? '' : `"${schema.replaceAll('"', '""')}".`;
  return {
    prefix,
    ledger: `${prefix}scrim_ledger`,
    pending: `${prefix}scrim_ledger_pending`,
    reference: `${prefix}scrim_ledger_reference`,
  };
}

/**
 * Creates what is missing. Where all is there it only looks, so the gateway's role needs no right to create; it needs
 * `select, insert` on the ledger and on the references, and `select, insert, update, delete` on what is pending.
 */
export async function migrateLedger(sql: Sql, schema: string | undefined): Promise<void> {
  const tables = tablesIn(schema);
  const [row] = await sql.query("select to_regclass($1) is not null, current_setting('server_encoding')", [
    tables.reference,
  ]);
  // In another encoding one document with one foreign character would fail the batch of everybody beside it.
  if (row?.[1] !== 'UTF8') throw new LedgerUnusable('the database of the ledger must have the encoding UTF8');
  if (row[0] === true) return;
  await sql.query(migration(tables, schema));
}

// One text is one transaction; its lock keeps replicas that start together from creating one table twice.
// INVARIANT: the reference table comes last, so where it is, everything is.
// `entry` is text and not jsonb: the record is these bytes, and a proof over them must find them unchanged.
const migration = ({ prefix, ledger, pending, reference }: Tables, schema: string | undefined): string => `
select pg_advisory_xact_lock(7237118540521);
${schema === undefined ? '' : `create schema if not exists ${prefix.slice(0, -1)};`}
create table if not exists ${ledger} (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  receipt text not null unique,
  subjects boolean not null,
  entry text not null
);
create or replace function ${prefix}scrim_ledger_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % is refused', lower(tg_op);
end $$;
drop trigger if exists scrim_ledger_append_only on ${ledger};
create trigger scrim_ledger_append_only before update or delete or truncate on ${ledger}
  for each statement execute function ${prefix}scrim_ledger_refuse();
alter table ${ledger} enable always trigger scrim_ledger_append_only;
create table if not exists ${pending} (
  seq bigint primary key,
  claimed timestamptz not null default '-infinity'
);
create table if not exists ${reference} (
  reference text not null,
  seq bigint not null,
  primary key (reference, seq)
);
`;
