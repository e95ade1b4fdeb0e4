import type { JsonWriter } from '../../json.ts';
import type { Rows } from '../../rows.ts';
import type { Query } from '../contract.ts';

/** Rows as PostgreSQL sent them: each cell is a stretch of bytes, and becomes a value only where somebody wants one. */
export interface TextRows {
  readonly add: (bytes: Buffer, from: number) => void;
  readonly rows: () => Rows;
}

/** How a cell's text becomes JSON: its bytes as they are, its bytes in quotes, or by way of its value. */
export type JsonForm = 'bytes' | 'quoted' | 'boolean' | 'value';

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
