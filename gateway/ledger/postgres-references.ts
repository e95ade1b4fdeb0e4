import type { LedgerEntry } from '../../plugins/audit/port.ts';
import type { Sql } from './port.ts';
import { migrateLedger, tablesIn } from './postgres-tables.ts';
import type { ReferenceIndex, Unreferenced } from './references.ts';

export interface PostgresReferencesOptions {
  readonly sql: Sql;
  readonly schema?: string;
  /** Milliseconds for which entries that a replica took are its own; one that dies gives them back so. */
  readonly lease?: number;
}

/**
 * References in a table beside the ledger's. Entries are taken from the table of pending ones and not by a position in
 * the ledger: a number may be given to a transaction and be committed after a higher one. Replicas share the work.
 */
export function postgresReferences({ sql, schema, lease = 60_000 }: PostgresReferencesOptions): ReferenceIndex {
  const texts = statements(schema);
  const migrated: { done?: Promise<void> } = {};
  const ready = (): Promise<void> => {
    migrated.done ??= migrateLedger(sql, schema).catch((error: unknown) => {
      delete migrated.done;
      throw error;
    });
    return migrated.done;
  };
  return {
    pending: async (limit) => {
      await ready();
      return (await sql.query(texts.claim, [limit, lease])).map(unreferenced);
    },
    write: async (batch) => {
      const found = batch.flatMap(({ place, references = [] }) =>
        references.map((reference) => [reference, place] as const),
      );
      const places = (isReadable: boolean) =>
        batch.filter((each) => (each.references !== undefined) === isReadable).map((each) => each.place);
      const pairs = [found.map(([reference]) => reference), found.map(([, place]) => place)];
      await sql.query(texts.write, [...pairs, places(true), places(false)]);
    },
    find: async (reference) => {
      await ready();
      return (await sql.query(texts.find, [reference])).map(([receipt]) => String(receipt));
    },
    // The connections are the ledger's, which ends them.
    close: async () => undefined,
  };
}

function unreferenced([seq, entry]: readonly unknown[]): Unreferenced {
  const { receipt, subjects = '' } = JSON.parse(String(entry)) as LedgerEntry;
  return { place: String(seq), receipt, subjects };
}

function statements(schema: string | undefined): Readonly<Record<'claim' | 'write' | 'find', string>> {
  const { ledger, pending, reference } = tablesIn(schema);
  return {
    claim: `
with claimed as (
  update ${pending} set claimed = now() + $2::bigint * interval '1 millisecond'
  where seq in (select seq from ${pending} where claimed < now() order by seq limit $1 for update skip locked)
  returning seq
)
select seq, entry from ${ledger} join claimed using (seq) order by seq`,
    // What no key opens stays pending and is never taken again: after the key is back, set \`claimed\` to now().
    write: `
with added as (
  insert into ${reference} (reference, seq) select * from unnest($1::text[], $2::bigint[]) on conflict do nothing
), finished as (
  delete from ${pending} where seq = any ($3::bigint[])
)
update ${pending} set claimed = 'infinity' where seq = any ($4::bigint[])`,
    find: `select receipt from ${ledger} join ${reference} using (seq) where reference = $1 order by seq`,
  };
}
