import { GraphQLError, Kind, type ValueNode } from 'graphql';
import { type Canonicalise, canonicalBigInt, canonicalDate, canonicalDateTime, canonicalDecimal } from './canonical.ts';

interface ScalarFacts {
  readonly description: string;
  readonly specifiedByURL?: string;
  readonly canonicalise: Canonicalise;
  /** Numbers of a document or of JSON that are taken beside strings. */
  readonly numbers?: (value: number) => boolean;
  readonly literals: readonly string[];
}

/** A double tells any decimal of fifteen digits apart; with more, digits were lost before we saw it. */
const isExact = (value: number): boolean =>
  Number.isFinite(value) &&
  String(value)
    .replace(/e.*$|[-.]/g, '')
    .replace(/^0+/, '').length <= 15;

/** The scalars that GraphQL does not have itself. Between a store and an answer each is a string, so no digit is lost. */
const scalars = {
  BigInt: {
    description: 'A whole number of 64 bits, as a string.',
    canonicalise: canonicalBigInt,
    numbers: Number.isSafeInteger,
    literals: [Kind.STRING, Kind.INT],
  },
  Decimal: {
    description: 'A decimal number of any scale, as a string in plain notation.',
    canonicalise: canonicalDecimal,
    numbers: isExact,
    literals: [Kind.STRING, Kind.INT, Kind.FLOAT],
  },
  Date: {
    description: 'A day of the calendar: `2024-02-29`.',
    specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
    canonicalise: canonicalDate,
    literals: [Kind.STRING],
  },
  DateTime: {
    description: 'A moment, with its offset from UTC: `2024-02-29T12:00:00Z`.',
    specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
    canonicalise: canonicalDateTime,
    literals: [Kind.STRING],
  },
  JSON: {
    description: 'Any value of JSON. Its numbers keep all their digits: read them with a parser that does.',
    specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
    // Nothing takes one: it is answered, never asked with.
    canonicalise: () => undefined,
    literals: [],
  },
} as const satisfies Readonly<Record<string, ScalarFacts>>;

export type ScalarName = keyof typeof scalars;

export const isScalarName = (type: string): type is ScalarName => Object.hasOwn(scalars, type);

/** How a scalar reads what clients send. Errors never repeat the value: it may be anybody's. */
export function scalarOptions(name: ScalarName) {
  const facts: ScalarFacts = scalars[name];
  const read = (value: unknown): string => {
    const text = typeof value === 'number' && facts.numbers?.(value) ? String(value) : value;
    const canonical = typeof text === 'string' ? facts.canonicalise(text) : undefined;
    if (canonical === undefined) throw new GraphQLError(`a value is not a \`${name}\``);
    return canonical;
  };
  return {
    description: facts.description,
    ...(facts.specifiedByURL ? { specifiedByURL: facts.specifiedByURL } : {}),
    parseValue: read,
    parseLiteral: (node: ValueNode) =>
      read(facts.literals.includes(node.kind) && 'value' in node ? node.value : undefined),
    serialize: (value: string) => value,
  };
}
