import { crc32 } from 'node:zlib';

// Each line: `<bytes of the JSON, decimal> <CRC-32 of the JSON, 8 hex digits> <JSON>\n`.
// INVARIANT: JSON from `JSON.stringify` holds no line feed, so a line feed is always the last byte of a line, and a
// write that was cut short leaves a rest without one.

const SPACE = 0x20;
const LINE_FEED = 0x0a;
const MAX_DIGITS = 8;
const CHECKSUM = 8;

/** One line of a ledger file. */
export function frame(json: string): Buffer {
  const length = Buffer.byteLength(json, 'utf8');
  const count = String(length);
  const start = count.length + 1 + CHECKSUM + 1;
  const line = Buffer.allocUnsafe(start + length + 1);
  line.write(json, start, 'utf8');
  line.write(`${count} ${checksum(line.subarray(start, start + length))} `, 0, 'latin1');
  line[start + length] = LINE_FEED;
  return line;
}

/** The line that begins at `at`; `short` where it may go on after the buffer's end, `bad` where no line is. */
export function readFrame(
  buffer: Buffer,
  at: number,
): { readonly json: string; readonly end: number } | 'short' | 'bad' {
  const space = buffer.indexOf(SPACE, at);
  const digits = space < 0 ? buffer.length - at : space - at;
  if (digits > MAX_DIGITS || !/^\d*$/.test(buffer.toString('latin1', at, at + digits))) return 'bad';
  if (space < 0) return 'short';
  if (digits === 0) return 'bad';
  const start = space + 1 + CHECKSUM + 1;
  const end = start + Number(buffer.toString('latin1', at, space));
  if (end >= buffer.length) return 'short';
  const json = buffer.subarray(start, end);
  if (buffer[end] !== LINE_FEED || buffer[start - 1] !== SPACE) return 'bad';
  if (buffer.toString('latin1', space + 1, start - 1) !== checksum(json)) return 'bad';
  return { json: json.toString('utf8'), end: end + 1 };
}

const checksum = (bytes: Uint8Array): string => crc32(bytes).toString(16).padStart(CHECKSUM, '0');
