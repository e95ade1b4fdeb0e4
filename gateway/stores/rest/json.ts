/** JSON as an API sent it. A number that a double would not give back letter by letter keeps its letters. */
export type Json = string | number | boolean | null | Digits | readonly Json[] | { readonly [name: string]: Json };

/** A number as it was written. */
export interface Digits {
  readonly rawJSON: string;
}

/** What the JSON of an answer is refused for. */
export class JsonRefused extends Error {}

interface Context {
  readonly source?: string;
}
const { parse, rawJSON, isRawJSON } = JSON as typeof JSON & {
  readonly parse: (text: string, revive: (key: string, value: unknown, context: Context) => unknown) => unknown;
  readonly rawJSON: (text: string) => Digits;
  readonly isRawJSON: (value: unknown) => boolean;
};

/** A number that may be written otherwise than a double is: of more than 15 digits, with zeros at its end or an exponent. */
const inexact = /\d[\d.]{15}|\d\.\d*0(?!\d)|\d[eE]|-0(?!\.?\d)/;

/** What bounds JSON beside its bytes: nothing else happens while it is read, and that takes as long as it has values. */
export interface JsonBounds {
  readonly depth: number;
  /** Texts, numbers, lists, objects: all that are no names. */
  readonly values: number;
}

/** Reads bounded JSON text. @throws JsonRefused */
export function readJson(bytes: Uint8Array, most: JsonBounds): Json {
  const { depth, values } = measured(bytes);
  if (depth > most.depth) throw new JsonRefused('JSON_DEPTH');
  if (values > most.values) throw new JsonRefused('JSON_VALUES');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return (inexact.test(text) ? parse(text, exact) : JSON.parse(text)) as Json;
  } catch {
    // The parser's own words repeat what it read.
    throw new JsonRefused('JSON');
  }
}

const exact = (_: string, value: unknown, { source }: Context): unknown =>
  typeof value === 'number' && source !== undefined && String(value) !== source ? rawJSON(source) : value;

export const isDigits = (value: unknown): value is Digits => isRawJSON(value);

const marks = {
  quote: 0x22,
  escape: 0x5c,
  object: 0x7b,
  list: 0x5b,
  objectEnd: 0x7d,
  listEnd: 0x5d,
  comma: 0x2c,
} as const;

/**
 * How deep brackets are nested outside of texts, and how many values there are at most. Of what is no JSON it says anything: the
 * parser refuses that.
 */
function measured(bytes: Uint8Array): JsonBounds {
  let [depth, deepest, values] = [0, 0, 1];
  let inText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inText) {
      if (byte === marks.escape) at += 1;
      else if (byte === marks.quote) inText = false;
    } else if (byte === marks.quote) inText = true;
    else if (byte === marks.comma) values += 1;
    else if (byte === marks.object || byte === marks.list) {
      deepest = Math.max(deepest, (depth += 1));
      values += 1;
    } else if (byte === marks.objectEnd || byte === marks.listEnd) depth -= 1;
  }
  return { depth: deepest, values };
}
