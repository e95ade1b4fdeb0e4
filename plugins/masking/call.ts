/** A technique as the policy writes it: `keep-last(4)`. */
export interface Call {
  readonly name: string;
  readonly args: readonly (number | string)[];
}

const shape = /^([a-z][a-z0-9-]{0,39})(?:\(([^()]{0,200})\))?$/;
const number = /^-?\d{1,15}(?:\.\d{1,15})?$/;
/** A word, or names of a JSON text with points between. */
const word = /^[A-Za-z_][\w-]{0,39}(?:\.(?:\*|[A-Za-z_][\w-]{0,39})){0,7}$/;

/**
 * The name and parameters of a call: numbers, words or paths, with commas between.
 * @throws Error that says what a call looks like.
 */
export function parseCall(text: string): Call {
  const [, name, inner] = shape.exec(text.trim()) ?? [];
  if (name === undefined)
    throw new Error(`\`${text}\` is no technique: write a name, or a name with parameters as in \`keep-last(4)\``);
  return {
    name,
    args: inner === undefined || inner.trim() === '' ? [] : inner.split(',').map((each) => argument(each.trim(), text)),
  };
}

function argument(text: string, call: string): number | string {
  if (number.test(text)) return Number(text);
  if (word.test(text)) return text;
  throw new Error(`in \`${call}\` the parameter \`${text}\` is neither a number nor a word`);
}

/** The one way to write a call, so that two of them can be compared. */
export const printCall = ({ name, args }: Call): string => (args.length === 0 ? name : `${name}(${args.join(', ')})`);

/** The call in its one spelling, or the text itself where it is none: it then equals nothing that is listed. */
export function canonicalCall(text: string): string {
  try {
    return printCall(parseCall(text));
  } catch {
    return text;
  }
}
