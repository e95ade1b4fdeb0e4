import type { Cell } from '../schema/terms/field.ts';

/** JSON text in the making, as UTF-8. What is written is what `JSON.stringify` would have written. */
export interface JsonWriter {
  /** Bytes that are JSON text already: constants of a plan. */
  readonly raw: (bytes: Uint8Array) => void;
  /** JSON text. */
  readonly json: (text: string) => void;
  readonly string: (text: string) => void;
  readonly value: (cell: Cell) => void;
  /** Text that came as UTF-8, as a JSON string. */
  readonly quoted: (bytes: Uint8Array, from: number, to: number) => void;
  /** Bytes that came as JSON text: digits, `true`, a document. */
  readonly copied: (bytes: Uint8Array, from: number, to: number) => void;
  /** One byte: `{`, `,`, `]`. */
  readonly mark: (byte: number) => void;
  readonly length: () => number;
  /** What was written. Nothing may be written after it. */
  readonly bytes: () => Buffer;
}

export const marks = { open: 0x7b, close: 0x7d, begin: 0x5b, end: 0x5d, comma: 0x2c, quote: 0x22 } as const;

/** Below it, a loop in JavaScript is quicker than a call into the engine. */
const short = 40;

/** @param hint how many bytes are expected: nothing is copied where they suffice */
export function jsonWriter(hint = 4096): JsonWriter {
  let buffer = Buffer.allocUnsafe(Math.max(hint, 256));
  let at = 0;
  const room = (more: number): void => {
    if (at + more <= buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, at + more));
    buffer.copy(larger, 0, 0, at);
    buffer = larger;
  };
  const raw = (bytes: Uint8Array): void => copied(bytes, 0, bytes.length);
  const copied = (bytes: Uint8Array, from: number, to: number): void => {
    room(to - from);
    if (to - from < short) for (let i = from; i < to; i += 1) buffer[at++] = bytes[i] as number;
    else {
      buffer.set(bytes.subarray(from, to), at);
      at += to - from;
    }
  };
  const json = (text: string): void => {
    // One UTF-16 unit takes three bytes at most.
    room(text.length * 3);
    at += buffer.write(text, at, 'utf8');
  };
  const string = (text: string): void => {
    if (text.length >= short) return json(JSON.stringify(text));
    room(text.length + 2);
    const start = at;
    buffer[at++] = marks.quote;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x7f || unit < 0x20 || unit === 0x22 || unit === 0x5c) {
        at = start;
        return json(JSON.stringify(text));
      }
      buffer[at++] = unit;
    }
    buffer[at++] = marks.quote;
  };
  const quoted = (bytes: Uint8Array, from: number, to: number): void => {
    room(to - from + 2);
    const start = at;
    buffer[at++] = marks.quote;
    for (let i = from; i < to; i += 1) {
      const byte = bytes[i] as number;
      if (byte < 0x20 || byte === 0x22 || byte === 0x5c) {
        at = start;
        return json(JSON.stringify(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8')));
      }
      buffer[at++] = byte;
    }
    buffer[at++] = marks.quote;
  };
  const value = (cell: Cell): void => (typeof cell === 'string' ? string(cell) : json(JSON.stringify(cell)));
  const mark = (byte: number): void => {
    room(1);
    buffer[at++] = byte;
  };
  return { raw, json, string, value, quoted, copied, mark, length: () => at, bytes: () => buffer.subarray(0, at) };
}
