import type { Cell } from '../schema/terms/field.ts';

/**
 * JSON text in the making, as UTF-8: the functions of this file write to its end. What they write is what
 * `JSON.stringify` would have written.
 */
export interface JsonText {
  buffer: Buffer;
  /** How much of the buffer is written. */
  at: number;
  /** Where the text begins: what is to stand before it has room there. */
  readonly from: number;
}

export const marks = {
  open: 0x7b,
  close: 0x7d,
  begin: 0x5b,
  end: 0x5d,
  comma: 0x2c,
  quote: 0x22,
  backslash: 0x5c,
} as const;

/** Below it, a loop in JavaScript is quicker than a call into the engine. */
const short = 40;

/**
 * @param hint how many bytes are expected: nothing is moved where they suffice
 * @param from how many are left free before the text
 */
export const jsonText = (hint = 4096, from = 0): JsonText => ({
  buffer: Buffer.allocUnsafe(Math.max(hint + from, 256)),
  at: from,
  from,
});

/** What was written. */
export const written = ({ buffer, at, from }: JsonText): Buffer => buffer.subarray(from, at);

/** Makes sure that so many bytes more have room. */
export function room(out: JsonText, more: number): void {
  if (out.at + more <= out.buffer.length) return;
  const larger = Buffer.allocUnsafe(Math.max(out.buffer.length * 2, out.at + more));
  out.buffer.copy(larger, 0, 0, out.at);
  out.buffer = larger;
}

/** Puts ASCII right before the text, where there is room for it: so a large text becomes part of a larger one in its place. */
export function wrapped({ buffer, at, from }: JsonText, before: string): Buffer {
  if (before.length > from) throw new Error('there is no room before this text');
  buffer.write(before, from - before.length, 'latin1');
  return buffer.subarray(from - before.length, at);
}

/** Bytes that are JSON text already. */
export function writeBytes(out: JsonText, bytes: Uint8Array, from = 0, to = bytes.length): void {
  room(out, to - from);
  const { buffer } = out;
  let { at } = out;
  if (to - from < short) for (let i = from; i < to; i += 1) buffer[at++] = bytes[i] as number;
  else {
    buffer.set(bytes.subarray(from, to), at);
    at += to - from;
  }
  out.at = at;
}

/** Text that is JSON already. */
export function writeJson(out: JsonText, text: string): void {
  // One UTF-16 unit takes three bytes at most.
  room(out, text.length * 3);
  out.at += out.buffer.write(text, out.at, 'utf8');
}

export function writeString(out: JsonText, text: string): void {
  if (text.length >= short) return writeJson(out, JSON.stringify(text));
  room(out, text.length + 2);
  const { buffer } = out;
  let { at } = out;
  buffer[at++] = marks.quote;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x7f || isEscaped(unit)) return writeJson(out, JSON.stringify(text));
    buffer[at++] = unit;
  }
  buffer[at++] = marks.quote;
  out.at = at;
}

const isEscaped = (unit: number): boolean => unit < 0x20 || unit === marks.quote || unit === marks.backslash;

export const writeValue = (out: JsonText, cell: Cell): void =>
  typeof cell === 'string' ? writeString(out, cell) : writeJson(out, JSON.stringify(cell));

/** Text that came as UTF-8, as a JSON string. @param before ASCII that needs no escape */
export function writeQuoted(out: JsonText, bytes: Uint8Array, from: number, to: number, before = ''): void {
  room(out, before.length + to - from + 2);
  const { buffer } = out;
  let { at } = out;
  buffer[at++] = marks.quote;
  for (let i = 0; i < before.length; i += 1) buffer[at++] = before.charCodeAt(i);
  for (let i = from; i < to; i += 1) {
    const byte = bytes[i] as number;
    if (isEscaped(byte)) return writeJson(out, JSON.stringify(before + utf8(bytes, from, to)));
    buffer[at++] = byte;
  }
  buffer[at++] = marks.quote;
  out.at = at;
}

const utf8 = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');

/** One byte: `{`, `,`, `]`. */
export function writeMark(out: JsonText, byte: number): void {
  room(out, 1);
  out.buffer[out.at++] = byte;
}
