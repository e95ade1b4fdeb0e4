import { type DocumentNode, getOperationAST, type GraphQLError, type GraphQLSchema } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import { GatewayError } from '../../schema/terms/errors.ts';
import { checkDocument } from './check-document.ts';
import { type DocumentLimits, readDocument } from './documents.ts';
import { toGraphQLError } from './errors.ts';
import { RequestRefused } from './refusal.ts';

/** The texts of remembered documents together, in UTF-16 units. */
const cacheSize = 8 * 1024 * 1024;

/**
 * Parsing and validation with our bounds and our words. Documents are remembered by their text and the limits they were
 * read under, their faults by the schema object, of which each entitlement has its own.
 */
export function useDocuments(limitsFor: (request: Request) => DocumentLimits): Plugin {
  const documents = new WeakMap<DocumentLimits, LRUCache<string, DocumentNode>>();
  const faults = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, readonly GraphQLError[]>>();
  return {
    onParse: ({ context, setParseFn }) => {
      const { request, params } = context as YogaInitialContext;
      setParseFn((source: string) => {
        const document = remembered(documents, limitsFor(request), source);
        chooseOperation(document, params.operationName ?? undefined, request.method);
        return document;
      });
    },
    onValidate: ({ params, setResult }) => {
      const { schema, documentAST } = params as { schema: GraphQLSchema; documentAST: DocumentNode };
      const known = faults.get(schema) ?? new WeakMap<DocumentNode, readonly GraphQLError[]>();
      faults.set(schema, known);
      const found = known.get(documentAST) ?? checkDocument(schema, documentAST).map((error) => toGraphQLError(error));
      known.set(documentAST, found);
      setResult([...found]);
    },
  };
}

function remembered(
  caches: WeakMap<DocumentLimits, LRUCache<string, DocumentNode>>,
  limits: DocumentLimits,
  source: string,
): DocumentNode {
  const cache =
    caches.get(limits) ??
    new LRUCache<string, DocumentNode>({ maxSize: cacheSize, sizeCalculation: (_, text) => text.length + 1 });
  caches.set(limits, cache);
  const known = cache.get(source);
  if (known) return known;
  const document = readDocument(source, limits);
  cache.set(source, document);
  return document;
}

/** @throws GatewayError where it is not clear what to run, or GET would do more than read */
function chooseOperation(document: DocumentNode, operationName: string | undefined, method: string): void {
  const operation = getOperationAST(document, operationName);
  if (!operation)
    throw new GatewayError('BAD_USER_INPUT', 'say in `operationName` which of the operations of the document to run');
  if (method === 'GET' && operation.operation !== 'query')
    throw new RequestRefused(405, `a ${operation.operation} is sent by POST`, { headers: { Allow: 'POST' } });
}
