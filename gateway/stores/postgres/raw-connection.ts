import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import pg from 'pg';

/** A row as PostgreSQL sent it: `DataRow` of its protocol, from the count of its columns to its end. */
export interface RawRow {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

/** What the library's connection has beside what its types say. */
interface Connection extends EventEmitter {
  readonly stream: Duplex;
  attachListeners(stream: EventEmitter): void;
}

const Connection = (pg as unknown as { readonly Connection: new (config: object) => Connection }).Connection;

const dataRow = 0x44;
const header = 5;
/** A row longer than so many bytes is asked about before it is put together. */
const large = 256 * 1024;
const noBytes = Buffer.alloc(0);

class CurrentRow implements RawRow {
  bytes = Buffer.alloc(0);
  from = 0;
  to = 0;

  set(bytes: Buffer, from: number, to: number): this {
    this.bytes = bytes as typeof this.bytes;
    this.from = from;
    this.to = to;
    return this;
  }

  /** Its cells as text, for the library's own queries. */
  get fields(): readonly (string | null)[] {
    return fieldsOf(this.bytes, this.from);
  }
}

/**
 * The library's connection, save that rows are handed on as the bytes they came in. Everything else goes to the
 * library's own parser.
 */
export class RawConnection extends Connection {
  /** The one at hand: whoever is told of it takes what they want at once. */
  readonly #row = new CurrentRow();
  /** Whether a row of so many bytes is wanted; else it is thrown away as it comes, and nobody is told of it. */
  admits: (size: number) => boolean = () => true;

  override attachListeners(stream: EventEmitter): void {
    const rest = new EventEmitter();
    super.attachListeners(rest);
    const hand = (bytes: Buffer, from: number, to: number): void => {
      if (from < to) rest.emit('data', bytes.subarray(from, to));
    };
    let kept: Buffer[] = [];
    let size = 0;
    let wanted = 0;
    let unwanted = 0;
    stream.on('data', (all: Buffer) => {
      const chunk = unwanted > 0 ? all.subarray(unwanted) : all;
      unwanted -= all.length - chunk.length;
      if (chunk.length === 0) return;
      kept.push(chunk);
      size += chunk.length;
      // A long message is put together once, not each time that a piece of it comes.
      if (size < wanted) return;
      const bytes = kept.length === 1 ? chunk : Buffer.concat(kept, size);
      const { at, next } = this.#scan(bytes, hand);
      kept = at < bytes.length ? [bytes.subarray(at)] : [];
      size = bytes.length - at;
      wanted = next;
      if (next <= large || bytes[at] !== dataRow || this.admits(next - header)) return;
      unwanted = next - size;
      [kept, size, wanted] = [[], 0, 0];
    });
    stream.on('end', () => rest.emit('end'));
  }

  /** Hands on all whole messages. Gives where the first one that is not whole begins, and how long it will be. */
  #scan(
    bytes: Buffer,
    hand: (bytes: Buffer, from: number, to: number) => void,
  ): { readonly at: number; readonly next: number } {
    let at = 0;
    let others = 0;
    while (at + header <= bytes.length) {
      const to = at + 1 + bytes.readUInt32BE(at + 1);
      if (to > bytes.length) break;
      if (bytes[at] === dataRow) {
        hand(bytes, others, at);
        this.emit('dataRow', this.#row.set(bytes, at + header, to));
        others = to;
      }
      at = to;
    }
    hand(bytes, others, at);
    // Nothing of what was answered is held until the next row.
    this.#row.set(noBytes, 0, 0);
    return { at, next: at + header <= bytes.length ? 1 + bytes.readUInt32BE(at + 1) : header };
  }
}

function fieldsOf(bytes: Buffer, from: number): readonly (string | null)[] {
  const count = bytes.readUInt16BE(from);
  const fields: (string | null)[] = [];
  let at = from + 2;
  for (let i = 0; i < count; i += 1) {
    const length = bytes.readInt32BE(at);
    at += 4;
    fields.push(length < 0 ? null : bytes.toString('utf8', at, at + length));
    at += Math.max(length, 0);
  }
  return fields;
}
