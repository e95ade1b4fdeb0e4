import { LedgerUnusable } from './faults.ts';
import { readFrame } from './frame.ts';
import type { LedgerFile } from './port.ts';

const CHUNK = 1024 * 1024;
const LINE_FEED = 0x0a;

/** A whole line of a file, by the bytes it takes. */
export interface Line {
  readonly json: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The whole lines of a file from a byte on, up to `until` or the end. It stops before a torn tail: a rest without a
 * line feed, which is what a write that was cut short leaves. It reads in chunks, so memory stays small.
 * @throws LedgerUnusable where bytes that were once a whole line are none any more.
 */
export async function* linesOf(file: LedgerFile, path: string, from = 0, until = Infinity): AsyncGenerator<Line, void> {
  let start = from;
  let buffer: Buffer = Buffer.alloc(0);
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const position = start + buffer.length;
    const { bytesRead } = await file.read(chunk, 0, Math.min(CHUNK, until - position), position);
    buffer = Buffer.concat([buffer, chunk.subarray(0, bytesRead)]);
    let at = 0;
    for (let line = readFrame(buffer, at); typeof line !== 'string'; line = readFrame(buffer, at)) {
      yield { json: line.json, start: start + at, end: start + line.end };
      at = line.end;
    }
    start += at;
    buffer = buffer.subarray(at);
    if (bytesRead === 0) return refuseUnlessTorn(buffer, path, start);
  }
}

// What a write that was cut short leaves is the beginning of a line; after a power cut zeros may follow it.
function refuseUnlessTorn(rest: Buffer, path: string, start: number): void {
  const written = rest.subarray(0, rest.findLastIndex((byte) => byte !== 0) + 1);
  if (!rest.includes(LINE_FEED) && readFrame(written, 0) === 'short') return;
  throw new LedgerUnusable(
    'the record that begins here is damaged, and this is no write that was cut short; restore the file from a copy, ' +
      `or keep a copy of it for your auditors and cut it here (\`truncate -s ${start}\`), which gives up what follows`,
    path,
    start,
  );
}
