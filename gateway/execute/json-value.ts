/** Deeper than any document that people keep, and far from what `JSON.stringify` can walk. */
const deepest = 512;

/** A number that a double or its usual text would change: many digits, an exponent, a zero at its end, a negative zero. */
const delicate = /\d{16}|[\d.]{17}|\d[eE]|\.\d*0(?!\d)|-0(?![\d.])/;

/**
 * A text of JSON as a value whose `JSON.stringify` has every number as it stood, digit for digit; null where it is no JSON,
 * or nests deeper than can be answered.
 */
export function jsonValue(text: string): unknown {
  if (depthOf(text) > deepest) return null;
  try {
    return delicate.test(text) ? JSON.parse(text, asWritten) : JSON.parse(text);
  } catch {
    return null;
  }
}

const asWritten = (_: string, value: unknown, context?: { readonly source?: string }): unknown => {
  const { source } = context ?? {};
  return typeof value === 'number' && source !== undefined && String(value) !== source ? raw(source) : value;
};

/** ECMAScript's `JSON.rawJSON`: Node has it, the library that types it comes later. */
const raw = (source: string): unknown => (JSON as unknown as { readonly rawJSON: typeof JSON.parse }).rawJSON(source);

/** How deep arrays and objects nest; 0 where there are too few of them to nest deep. */
function depthOf(text: string): number {
  if ((text.match(/[[{]/g)?.length ?? 0) <= deepest) return 0;
  const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '');
  let depth = 0;
  let most = 0;
  for (const sign of bare.match(/[[\]{}]/g) ?? []) {
    depth += sign === '[' || sign === '{' ? 1 : -1;
    most = Math.max(most, depth);
  }
  return most;
}
