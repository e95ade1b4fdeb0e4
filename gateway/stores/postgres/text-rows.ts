import { type JsonText, room, writeBytes, writeQuoted, writeValue } from '../../json.ts';
import type { Rows, Slice } from '../../rows.ts';
import type { Query } from '../contract.ts';

/** Rows as PostgreSQL sent them: each cell is a stretch of bytes, and becomes a value only where somebody wants one. */
export interface TextRows {
  readonly add: (bytes: Buffer, from: number) => void;
  readonly rows: () => Rows;
}

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
  const write = (out: JsonText, row: number, column: number): void => {
    if (row !== current) seek(row);
    const start = starts[column] as number;
    const end = ends[column] as number;
    const form = json[column];
    if (end < 0) writeBytes(out, null_);
    else if (form === 'quoted') writeQuoted(out, bytes, start, end);
    else if (form === 'moment') writeMoment(out, bytes, start, end);
    else if (form === 'bytes' && isWhole(bytes, start, end)) writeBytes(out, bytes, start, end);
    else if (form === 'boolean') writeBytes(out, bytes[start] === t ? true_ : false_);
    else writeValue(out, cell(row, column));
  };
  const found = { bytes, from: 0, to: 0 };
  const slice = (row: number, column: number): Slice | undefined => {
    if (row !== current) seek(row);
    const end = ends[column] as number;
    if (end < 0) return undefined;
    found.bytes = bytes;
    found.from = starts[column] as number;
    found.to = end;
    return found;
  };
  const prefixed = (out: JsonText, row: number, column: number, before: string): void => {
    if (row !== current) seek(row);
    const end = ends[column] as number;
    if (end < 0) writeBytes(out, null_);
    else writeQuoted(out, bytes, starts[column] as number, end, before);
  };
  const copy = (out: JsonText, row: number, column: number): void => {
    if (row !== current) seek(row);
    const end = ends[column] as number;
    if (end < 0) writeBytes(out, null_);
    else writeBytes(out, bytes, starts[column] as number, end);
  };
  return {
    add: (chunk, from) => {
      chunks.push(chunk);
      places.push(from);
    },
    rows: () => ({ count: places.length, cell, write, slice, prefixed, copy }),
  };
}

/** Digits behind a sign or none: what the catalogue calls a whole number may be of another type. */
function isWhole(bytes: Buffer, start: number, end: number): boolean {
  const first = bytes[start] === ascii.minus ? start + 1 : start;
  for (let i = first; i < end; i += 1) {
    const byte = bytes[i] as number;
    if (byte < ascii.zero || byte > ascii.nine) return false;
  }
  // JSON knows no leading zero.
  return end > first && (bytes[first] !== ascii.zero || end === first + 1);
}

const ascii = {
  space: 0x20,
  plus: 0x2b,
  minus: 0x2d,
  dot: 0x2e,
  zero: 0x30,
  nine: 0x39,
  T: 0x54,
  Z: 0x5a,
  quote: 0x22,
} as const;

/** `2026-01-02 03:04:05.6+00` as `"2026-01-02T03:04:05.600000Z"`; what is of another form (`infinity`, BC) as it is. */
function writeMoment(out: JsonText, bytes: Buffer, start: number, end: number): void {
  const usual = bytes[start + 10] === ascii.space && bytes[end - 3] === ascii.plus && end - start >= 22;
  const dot = bytes[start + 19] === ascii.dot;
  if (!usual || (!dot && end - start !== 22)) return writeQuoted(out, bytes, start, end);
  room(out, 29);
  const { buffer } = out;
  let { at } = out;
  buffer[at++] = ascii.quote;
  for (let i = start; i < start + 19; i += 1) buffer[at++] = bytes[i] as number;
  buffer[at - 9] = ascii.T;
  buffer[at++] = ascii.dot;
  for (let i = start + 20; i < start + 26; i += 1) buffer[at++] = i < end - 3 ? (bytes[i] as number) : ascii.zero;
  buffer[at++] = ascii.Z;
  buffer[at++] = ascii.quote;
  out.at = at;
}
