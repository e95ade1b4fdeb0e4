import type { Cell } from '../../schema/terms/field.ts';
import { writeString, writeValue } from '../json.ts';
import type { Frame, Out } from '../plan.ts';
import type { Enforced } from './enforce.ts';
import { cellOf } from './fetch.ts';
import { type Shaping, within, writeList, writeObject } from './shaping.ts';

/** Writes the row of a place with what is selected of it. */
export type WriteRow = (row: number, selection: readonly Out[]) => void;

interface Connection {
  readonly enforced: Enforced;
  readonly parent: number;
  readonly rows: readonly number[];
  readonly one: WriteRow;
}

/** The rows of one parent as a connection: nodes, edges, how many, and what is on either side. */
export function writeConnection(shaping: Shaping, enforced: Enforced, parent: number, one: WriteRow): void {
  const connection = { enforced, parent, rows: enforced.block.groups[parent] ?? [], one };
  writeObject(shaping, enforced.block.bound.fetch.frames, (frame) =>
    within(shaping, frame.key, () => writeFrame(shaping, connection, frame)),
  );
}

function writeFrame(shaping: Shaping, connection: Connection, frame: Frame): void {
  const { out } = shaping;
  const { enforced, parent, rows, one } = connection;
  if (frame.frame === 'typename') writeString(out, frame.value);
  else if (frame.frame === 'totalCount') writeValue(out, enforced.block.counts[parent] ?? 0);
  else if (frame.frame === 'nodes') writeList(shaping, rows, (row) => one(row, frame.selection));
  else if (frame.frame === 'edges') writeList(shaping, rows, (row) => writeEdge(shaping, connection, row, frame.parts));
  else if (frame.frame === 'pageInfo') writePageInfo(shaping, connection, frame.parts);
  else throw new Error(`a connection has no \`${frame.frame}\``);
}

function writeEdge(shaping: Shaping, { enforced, one }: Connection, row: number, parts: readonly Frame[]): void {
  writeObject(shaping, parts, (part) => {
    if (part.frame === 'typename') writeString(shaping.out, part.value);
    else if (part.frame === 'node') within(shaping, part.key, () => one(row, part.selection));
    else writeValue(shaping.out, cursor(enforced, row));
  });
}

function writePageInfo(shaping: Shaping, { enforced, parent, rows }: Connection, parts: readonly Frame[]): void {
  const { page } = enforced.block.bound;
  const more = enforced.block.more[parent] ?? false;
  const facts: Readonly<Record<string, () => Cell>> = {
    hasNextPage: () => (page?.backward ? page.before : more || (page?.before ?? false)),
    hasPreviousPage: () => (page?.backward ? more || page.after : (page?.after ?? false)),
    startCursor: () => cursor(enforced, rows[0]),
    endCursor: () => cursor(enforced, rows.at(-1)),
  };
  writeObject(shaping, parts, (part) =>
    writeValue(shaping.out, part.frame === 'typename' ? part.value : (facts[part.frame]?.() ?? null)),
  );
}

/** A row's place in the order, sealed. */
function cursor({ block }: Enforced, row: number | undefined): string | null {
  const { page, select } = block.bound;
  if (!page || !select || row === undefined) return null;
  const cells = select.query.decode.length - block.first;
  const place = Array.from({ length: cells - page.orderAt }, (_, at) => cellOf(block, row, page.orderAt + at));
  return page.seal(place);
}
