/** A value that may not be found anywhere, and what of it the reader may know: a window of those texts is no leak. */
export interface Canary {
  /** Where it lies: `Person.phone of Kxyz`. */
  readonly place: string;
  readonly value: string;
  readonly shown: readonly string[];
}

/** Looks for canaries in whatever left the gateway, and says which it found. */
export type Scan = (text: string) => readonly string[];

/** So many characters of a value, one after the other, give it away. */
const enough = 6;

/** A scanner for one reader: every six characters of what they may not see, forwards and backwards. */
export function scanner(canaries: readonly Canary[]): Scan {
  const windows = new Map<string, string>();
  const short = new Map<string, string>();
  const known = new Set(canaries.flatMap(({ shown }) => shown.flatMap((text) => spellings(text).flatMap(windowsOf))));
  for (const { place, value, shown } of canaries) {
    if (shown.includes(value)) continue;
    for (const text of spellings(value)) {
      if (text.length < enough) short.set(text, place);
      for (const window of windowsOf(text)) if (!known.has(window)) windows.set(window, place);
    }
  }
  // Most places are passed over by their first three characters: megabytes of log and ledger are read.
  const sieve = new Uint8Array(1 << 16);
  for (const window of windows.keys()) sieve[beginning(window, 0)] = 1;
  return (text) => {
    const found = new Set<string>();
    for (const reading of readings(text)) {
      for (const [needle, place] of short) if (reading.includes(needle)) found.add(place);
      for (let at = 0; at + enough <= reading.length; at += 1) {
        if (sieve[beginning(reading, at)] !== 1) continue;
        const window = reading.slice(at, at + enough);
        if (windows.has(window)) found.add(`${windows.get(window)} (${window})`);
      }
    }
    return [...found];
  };
}

const beginning = (text: string, at: number): number =>
  (text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 5) ^ (text.charCodeAt(at + 2) << 10)) & 0xffff;

const windowsOf = (text: string): readonly string[] =>
  Array.from({ length: Math.max(text.length - enough + 1, 0) }, (_, at) => text.slice(at, at + enough));

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
const backwards = (text: string): string => [...text].reverse().join('');

/** The value itself, without the marks that numbers are written with, and both from their end. */
function spellings(value: string): readonly string[] {
  const text = plain(value);
  const digits = text.replace(/[^0-9]/g, '');
  const all = digits.length >= 8 ? [text, digits] : [text];
  return all.flatMap((one) => [one, backwards(one)]);
}

/** Sealed tokens, receipts, hashes: so many random letters hold any six sooner or later. What they decode to is read all the same. */
const opaque = /(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*[0-9_-])[\w-]{20,}|\b[0-9a-f]{64}\b/g;

/** The text as it stands and as it reads after undoing JSON, address, base64 and hex encodings, at any alignment. */
export function* readings(text: string): Iterable<string> {
  const bare = text.replace(opaque, '…');
  yield plain(bare);
  const unescaped = bare.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  if (bare.includes('\\')) yield plain(unescaped.replace(/\\(.)/g, '$1'));
  if (bare.includes('%'))
    yield plain(bare.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => utf8(run.replaceAll('%', ''), 'hex')));
  for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{8,}/g)) {
    for (const skip of [0, 1, 2, 3]) yield plain(utf8(run.slice(skip), 'base64'));
  }
  for (const [run] of text.matchAll(/[0-9a-fA-F]{12,}/g)) {
    for (const skip of [0, 1]) yield plain(utf8(run.slice(skip), 'hex'));
  }
}

const utf8 = (text: string, encoding: 'base64' | 'hex'): string => Buffer.from(text, encoding).toString('utf8');
