import type { JsonWriter } from '../../json.ts';
import type { Rows } from '../../rows.ts';
import type { Query } from '../contract.ts';

/** Rows as PostgreSQL sent them: each cell is a stretch of bytes, and becomes a value only where somebody wants one. */
export interface TextRows {
  readonly add: (bytes: Buffer, from: number) => void;
  readonly rows: () => Rows;
}

/** How a cell's text becomes JSON: its bytes as they are, in quotes, as RFC 3339, or by way of its value. */
export type JsonForm = 'bytes' | 'quoted' | 'boolean' | 'moment' | 'value';

const null_ = Buffer.from('null');
const true_ = Buffer.from('true');
const false_ = Buffer.from('false');
const t = 0x74;

/** `DataRow`: a count of two bytes, then for each column a length of four (−1 for null) and so many bytes. */
export function textRows({ decode, json = [] }: Query): TextRows {
  const chunks: Buffer[] = [];
  const places: number[] = [];
  const starts = new Int32Array(decode.length);
  const ends = new Int32Array(decode.length);
  let current = -1;
  let bytes: Buffer = null_;

  const seek = (row: number): void => {
    current = row;
    bytes = chunks[row] as Buffer;
    let at = (places[row] as number) + 2;
    for (let column = 0; column < decode.length; column += 1) {
      const length = bytes.readInt32BE(at);
      at += 4;
      starts[column] = at;
      if (length >= 0) at += length;
      ends[column] = length < 0 ? -1 : at;
    }
  };
  const cell: Rows['cell'] = (row, column) => {
    if (row !== current) seek(row);
    const end = ends[column] as number;
    return decode[column]?.(end < 0 ? null : bytes.toString('utf8', starts[column], end)) ?? null;
  };
  const write = (out: JsonWriter, row: number, column: number): void => {
    if (row !== current) seek(row);
    const start = starts[column] as number;
    const end = ends[column] as number;
    const form = json[column];
    if (end < 0) out.raw(null_);
    else if (form === 'quoted') out.quoted(bytes, start, end);
    else if (form === 'moment') writeMoment(out, bytes, start, end);
    else if (form === 'bytes') out.copied(bytes, start, end);
    else if (form === 'boolean') out.raw(bytes[start] === t ? true_ : false_);
    else out.value(cell(row, column));
  };
  const copy = (out: JsonWriter, row: number, column: number): void => {
    if (row !== current) seek(row);
    const end = ends[column] as number;
    if (end < 0) out.raw(null_);
    else out.copied(bytes, starts[column] as number, end);
  };
  return {
    add: (chunk, from) => {
      chunks.push(chunk);
      places.push(from);
    },
    rows: () => ({ count: places.length, cell, write, copy }),
  };
}

const ascii = { space: 0x20, plus: 0x2b, dot: 0x2e, zero: 0x30, T: 0x54, Z: 0x5a, quote: 0x22 } as const;

/** `2026-01-02 03:04:05.6+00` as `"2026-01-02T03:04:05.600000Z"`; what is of another form (`infinity`, BC) as it is. */
function writeMoment(out: JsonWriter, bytes: Buffer, start: number, end: number): void {
  const usual = bytes[start + 10] === ascii.space && bytes[end - 3] === ascii.plus && end - start >= 22;
  const dot = bytes[start + 19] === ascii.dot;
  if (!usual || (!dot && end - start !== 22)) return out.quoted(bytes, start, end);
  out.mark(ascii.quote);
  out.copied(bytes, start, start + 10);
  out.mark(ascii.T);
  out.copied(bytes, start + 11, start + 19);
  out.mark(ascii.dot);
  const digits = dot ? end - 3 - (start + 20) : 0;
  if (dot) out.copied(bytes, start + 20, end - 3);
  for (let pad = digits; pad < 6; pad += 1) out.mark(ascii.zero);
  out.mark(ascii.Z);
  out.mark(ascii.quote);
}
