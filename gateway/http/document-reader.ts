import { type DocumentNode, getOperationAST, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { GatewayError } from '../../schema/terms/errors.ts';
import { checkDocument } from './check-document.ts';
import { type DocumentLimits, readDocument } from './documents.ts';
import { RequestRefused } from './refusal.ts';

/** The texts of remembered documents together, in UTF-16 units; a parsed document takes a hundred times its text. */
const cacheSize = 2 * 1024 * 1024;
/** The least that a document counts for, however short it is. */
const least = 512;

/**
 * Parsing and validation with our bounds and our words. Documents are remembered by their text and the limits they were
 * read under, their faults by the schema object, of which each entitlement has its own.
 */
export interface DocumentReader {
  /** @throws GatewayError where it is no document, too large, or does not say which operation to run */
  readonly read: (
    source: string,
    limits: DocumentLimits,
    operationName: string | undefined,
    method: string,
  ) => DocumentNode;
  /** The document, where it was read under these limits before and this schema answers it. */
  readonly known: (source: string, limits: DocumentLimits, schema: GraphQLSchema) => DocumentNode | undefined;
  /** The query that would run, where it is clear which one. */
  readonly operation: (document: DocumentNode, name: string | undefined) => OperationDefinitionNode | undefined;
  /** What keeps it from being answered by this schema. */
  readonly check: (schema: GraphQLSchema, document: DocumentNode) => readonly GatewayError[];
}

export function documentReader(): DocumentReader {
  const documents = new WeakMap<DocumentLimits, LRUCache<string, DocumentNode>>();
  const faults = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, readonly GatewayError[]>>();
  return {
    read: (source, limits, operationName, method) => {
      const document = remembered(documents, limits, source);
      chooseOperation(document, operationName, method);
      return document;
    },
    known: (source, limits, schema) => {
      const document = documents.get(limits)?.get(source);
      return document && faults.get(schema)?.get(document)?.length === 0 ? document : undefined;
    },
    operation: (document, name) => {
      const operation = getOperationAST(document, name);
      return operation?.operation === 'query' ? operation : undefined;
    },
    check: (schema, document) => {
      const known = faults.get(schema) ?? new WeakMap<DocumentNode, readonly GatewayError[]>();
      faults.set(schema, known);
      const found = known.get(document) ?? checkDocument(schema, document);
      known.set(document, found);
      return found;
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
    new LRUCache<string, DocumentNode>({ maxSize: cacheSize, sizeCalculation: (_, text) => text.length + least });
  caches.set(limits, cache);
  const known = cache.get(source);
  if (known) return known;
  const document = readDocument(source, limits);
  cache.set(source, document);
  return document;
}

/** Which operation runs must be clear, and GET only reads. */
function chooseOperation(document: DocumentNode, operationName: string | undefined, method: string): void {
  const operation = getOperationAST(document, operationName);
  if (!operation)
    throw new GatewayError('BAD_USER_INPUT', 'say in `operationName` which of the operations of the document to run');
  if (method === 'GET' && operation.operation !== 'query')
    throw new RequestRefused(405, `a ${operation.operation} is sent by POST`, { headers: { Allow: 'POST' } });
}
