import { type DocumentNode, GraphQLError, getLocation, Lexer, parse, Source, TokenKind } from 'graphql';
import { GatewayError } from '../../schema/terms/errors.ts';
import { type Measure, measure } from './measure.ts';

/** How large an operation may be, with its fragments written out. */
export interface DocumentLimits {
  /** Lexical tokens of the document, and fields of an operation. */
  readonly tokens: number;
  /** Fields below one another. */
  readonly depth: number;
  /** Fields that are renamed. */
  readonly aliases: number;
}

/** Introspection reads no store, and the usual query of tools is deeper than data ever needs to be. */
const introspectionDepth = 20;

/**
 * The document of a request, within its bounds.
 * @throws GatewayError `GRAPHQL_PARSE_FAILED`, `COST_EXCEEDED`; no text of the document is in it.
 */
export function readDocument(source: string, limits: DocumentLimits): DocumentNode {
  const document = parsed(source, limits.tokens);
  const size = measure(document);
  const exceeded = bounds.find((bound) => bound.found(size) > bound.allowed(limits));
  if (exceeded) throw new GatewayError('COST_EXCEEDED', exceeded.text(exceeded.allowed(limits)));
  return document;
}

interface Bound {
  readonly found: (of: Measure) => number;
  readonly allowed: (limits: DocumentLimits) => number;
  readonly text: (allowed: number) => string;
}

// The bound is the policy's and may be told; what was found would tell the size of what is hidden behind a fragment.
const bounds: readonly Bound[] = [
  {
    found: (of) => of.depth,
    allowed: (limits) => limits.depth,
    text: (n) => `the operation is more than ${n} fields deep; ask for less at once`,
  },
  {
    found: (of) => of.introspection,
    allowed: () => introspectionDepth,
    text: (n) => `the introspection is more than ${n} fields deep; ask for less at once`,
  },
  {
    found: (of) => of.aliases,
    allowed: (limits) => limits.aliases,
    text: (n) => `the operation has more than ${n} aliases or repeated fields; ask for less at once`,
  },
  {
    found: (of) => of.fields,
    allowed: (limits) => limits.tokens,
    text: (n) => `the operation has more than ${n} fields, its fragments written out; ask for less at once`,
  },
];

function parsed(source: string, tokens: number): DocumentNode {
  try {
    return parse(source, { maxTokens: tokens });
  } catch (error) {
    // A document so deep that the parser ran out of stack: the bound is set too high for it.
    if (error instanceof RangeError) throw tooManyTokens(tokens);
    if (!(error instanceof GraphQLError)) throw error;
    throw error.positions?.[0] === tokenBeyond(source, tokens) ? tooManyTokens(tokens) : notGraphQL(source, error);
  }
}

const tooManyTokens = (bound: number): GatewayError =>
  new GatewayError('COST_EXCEEDED', `the document has more than ${bound} tokens; ask for less at once`);

/** Where the first token beyond the bound stands; nothing where the document ends, or is no GraphQL, before it. */
function tokenBeyond(source: string, bound: number): number | undefined {
  const lexer = new Lexer(new Source(source));
  try {
    for (let count = 0; count < bound; count += 1) if (lexer.advance().kind === TokenKind.EOF) return undefined;
    return lexer.advance().start;
  } catch {
    return undefined;
  }
}

function notGraphQL(source: string, error: GraphQLError): GatewayError {
  const { line, column } = getLocation(new Source(source), error.positions?.[0] ?? 0);
  return new GatewayError('GRAPHQL_PARSE_FAILED', `the document is not GraphQL at line ${line}, column ${column}`, {
    locations: [{ line, column }],
  });
}
