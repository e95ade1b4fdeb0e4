import type { LedgerEntry } from '../../plugins/audit/port.ts';
import { LedgerUnusable } from './faults.ts';
import type { OpenFile, Sql } from './port.ts';
import { tablesIn } from './postgres-tables.ts';
import { linesOf } from './scan.ts';
import { openOnDisk } from './segment-store.ts';
import { firstPosition, isBefore, type Position, segmentPath, segmentsOf } from './segments.ts';

/** An entry where it lies; `next` is where the one after it begins. */
export interface Recorded<Place> {
  readonly place: Place;
  readonly next: Place;
  readonly entry: LedgerEntry;
}

export interface ReadOptions {
  readonly from?: Position;
  /** Lines from here on are not read. */
  readonly until?: Position;
  readonly openFile?: OpenFile;
}

/**
 * The entries of a file ledger in order; a torn tail is left out. Another process may be writing meanwhile: then the
 * last entries may be ones that are not durable yet.
 * @throws LedgerUnusable
 */
export async function* readEntries(
  folder: string,
  options: ReadOptions = {},
): AsyncGenerator<Recorded<Position>, void> {
  const { from = firstPosition, until, openFile = openOnDisk } = options;
  const segments = (await segmentsOf(folder)).filter((segment) => segment >= from.segment);
  for (const segment of segments) {
    if (until && !isBefore({ segment, offset: 0 }, until)) return;
    const path = segmentPath(folder, segment);
    const file = await openFile(path, 'r');
    try {
      let end = segment === from.segment ? from.offset : 0;
      for await (const line of linesOf(file, path, end, until?.segment === segment ? until.offset : undefined)) {
        end = line.end;
        const place = { segment, offset: line.start };
        yield { place, next: { segment, offset: end }, entry: JSON.parse(line.json) as LedgerEntry };
      }
      if (segment !== segments.at(-1) && end < (await file.stat()).size) {
        throw new LedgerUnusable(
          'this segment ends within a record, and another one follows; restore it from a copy',
          path,
          end,
        );
      }
    } finally {
      await file.close();
    }
  }
}

/** The entries of a PostgreSQL ledger in order. What a transaction under way holds may appear before the last later. */
export async function* readRows(
  sql: Sql,
  schema?: string,
  from = 0n,
  page = 1_000,
): AsyncGenerator<Recorded<bigint>, void> {
  const { ledger } = tablesIn(schema);
  for (let place = from; ; ) {
    const rows = await sql.query(`select seq, entry from ${ledger} where seq >= $1 order by seq limit $2`, [
      String(place),
      page,
    ]);
    for (const [seq, entry] of rows) {
      place = BigInt(String(seq)) + 1n;
      yield { place: place - 1n, next: place, entry: JSON.parse(String(entry)) as LedgerEntry };
    }
    if (rows.length < page) return;
  }
}
