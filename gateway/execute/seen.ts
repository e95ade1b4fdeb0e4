import { misfit, undecided } from '../../plugins/masking/technique.ts';
import type { Cell } from '../../schema/terms/field.ts';
import { type JsonText, jsonText, marks, room, writeBytes, writeJson, writeValue } from '../json.ts';
import type { FieldRead } from '../plan.ts';
import type { Case } from '../views.ts';
import { type Block, cellOf } from './fetch.ts';

/** Writes what is seen of a field in a row, as JSON. */
export type Seen = (out: JsonText, row: number) => void;

const nothing: Seen = (out) => writeJson(out, 'null');

/**
 * What is seen of a field: its column as it is where one case holds on every row and it is clear; else what its
 * technique makes of each cell, made once however often it is asked for.
 * INVARIANT: it can only tighten. A case that is not there is null.
 * @param misfits counts values that did not fit their technique's format, by coordinate
 */
export function seen(block: Block, kept: readonly number[], read: FieldRead, misfits: Map<string, number>): Seen {
  const { column, which, view } = read;
  const [only] = view.cases;
  if (column === undefined || !only) return nothing;
  const { rows, first } = block;
  if (which === undefined && only.disclosure === 'clear') {
    if (!only.bound && view.field.type === 'JSON') return (out, row) => rows.copy(out, row, first + column);
    if (!only.bound) return (out, row) => rows.write(out, row, first + column);
    const { before } = only.bound;
    if (before !== undefined) return (out, row) => rows.prefixed(out, row, first + column, before);
  }
  const texts = jsonText(kept.length * 24);
  const ends = new Int32Array(block.rows.count * 2);
  const write = which === undefined && bytesOf(block, read, only, texts);
  for (const row of kept) {
    ends[row * 2] = texts.at;
    const fits = write ? write(row) : writeCell(texts, block, row, read);
    if (!fits) misfits.set(view.field.coordinate, (misfits.get(view.field.coordinate) ?? 0) + 1);
    ends[row * 2 + 1] = texts.at;
  }
  return (out, row) => writeBytes(out, texts.buffer, ends[row * 2], ends[row * 2 + 1]);
}

/** The technique on the bytes of a cell, where there is such a form of it and the bytes are at hand. */
function bytesOf(block: Block, read: FieldRead, only: Case, texts: JsonText): ((row: number) => boolean) | undefined {
  const { rows, first } = block;
  const mask = only.bound?.bytes;
  const column = first + (read.column ?? 0);
  if (!mask || !rows.slice || !block.bound.select?.query.json || block.bound.select.query.json[column] !== 'quoted')
    return undefined;
  return (row) => {
    const found = rows.slice?.(row, column);
    if (!found) return writeCell(texts, block, row, read);
    room(texts, found.to - found.from + 18);
    const length = mask(found.bytes, found.from, found.to, texts.buffer, texts.at + 1);
    if (length === undecided) return writeCell(texts, block, row, read);
    if (length === misfit) {
      writeJson(texts, 'null');
      return false;
    }
    texts.buffer[texts.at] = marks.quote;
    texts.buffer[texts.at + 1 + length] = marks.quote;
    texts.at += length + 2;
    return true;
  };
}

/** Whether the value fitted. */
function writeCell(texts: JsonText, block: Block, row: number, { column = 0, which, view }: FieldRead): boolean {
  const value = cellOf(block, row, column);
  const number = which === undefined ? 0 : cellOf(block, row, which);
  const one = typeof number === 'number' ? view.cases[number] : undefined;
  const shown = value === null || !one || one.disclosure === 'withheld' ? undefined : one;
  const masked = shown && value !== null ? maskedBy(shown, value, block, row) : null;
  if (view.field.type === 'JSON') writeJson(texts, String(masked));
  else writeValue(texts, masked);
  return masked !== null || !shown?.bound;
}

function maskedBy(one: Case, value: NonNullable<Cell>, block: Block, row: number): Cell {
  const { bound, disclosure, knowsSubject, perSubject } = one;
  if (!bound) return disclosure === 'clear' ? value : null;
  if (!knowsSubject && !perSubject) return bound.mask(value);
  // Whom the row is about: by their key alone, and whatever other entities have the same key.
  const { subject } = block.bound.fetch;
  const key = subject && cellOf(block, row, subject.column);
  const named = subject && typeof key === 'string' ? key : undefined;
  // Where the subject's values could not be had the technique gives nothing.
  const known = knowsSubject && named !== undefined ? block.known.get(named) : undefined;
  return bound.mask(value, known, perSubject && named !== undefined ? `${subject?.entity}:${named}` : undefined);
}
