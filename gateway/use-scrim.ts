import {
  type DocumentNode,
  type ExecutableDefinitionNode,
  type ExecutionArgs,
  type GraphQLSchema,
  Kind,
  parse,
} from 'graphql';
import type { Plugin } from '@envelop/core';
import type { YogaInitialContext } from 'graphql-yoga';
import { GatewayError } from '../schema/terms/errors.ts';
import type { Asked, Asker } from './asked.ts';
import type { Gateway } from './gateway.ts';
import type { DocumentReader } from './http/document-reader.ts';
import type { JsonResult } from './http/respond.ts';
import type { RequestContext } from './http/yoga.ts';
import { resultOf } from './result.ts';

export interface Scrim {
  /** Who asks; known since the schema was chosen. */
  readonly askerOf: (request: Request) => Asker;
  readonly documents: DocumentReader;
}

/**
 * The pipeline as one Envelop plugin. What is refused of a document is carried on as a value, so that it is recorded
 * like everything else: parsing then gives a document that asks for nothing, and the executor answers the refusal.
 */
export function useScrim(gateway: Gateway, { askerOf, documents }: Scrim): Plugin<YogaInitialContext> {
  const refusals = new WeakMap<Request, readonly GatewayError[]>();
  const run = ({ contextValue, document, operationName }: ExecutionArgs): Promise<JsonResult> => {
    const { request, params, gone } = contextValue as YogaInitialContext & RequestContext;
    const asked: Asked = {
      asker: askerOf(request),
      source: params.query ?? '',
      ...(!refusals.has(request) && { document }),
      ...(typeof operationName === 'string' && { operationName }),
      variables: params.variables ?? {},
      purpose: { header: request.headers.get('scrim-purpose') ?? undefined, body: params.extensions?.['purpose'] },
      refusals: refusals.get(request) ?? [],
      report: request.headers.get('scrim-report')?.trim().toLowerCase() !== 'none',
      started: gateway.now(),
      ...(gone && { gone }),
    };
    return resultOf(gateway, asked);
  };
  return {
    onParse: ({ context, setParseFn }) => {
      const { request, params } = context as YogaInitialContext;
      const { edition, refusals: refused } = askerOf(request);
      const { limits } = edition;
      setParseFn((source: string) => {
        try {
          if (refused.length > 0) {
            refusals.set(request, refused);
            return nothing(params.operationName);
          }
          return documents.read(source, limits, params.operationName ?? undefined, request.method);
        } catch (error) {
          if (!(error instanceof GatewayError)) throw error;
          refusals.set(request, [error]);
          return nothing(params.operationName);
        }
      });
    },
    onValidate: ({ context, params, setResult }) => {
      const { request } = context as YogaInitialContext;
      const { schema, documentAST } = params as { schema: GraphQLSchema; documentAST: DocumentNode };
      const found = refusals.has(request) ? [] : documents.check(schema, documentAST);
      if (found.length > 0) refusals.set(request, found);
      setResult([]);
    },
    onExecute: ({ args, setExecuteFn }) => setExecuteFn(() => run(args)),
    // What is refused of a subscription is answered like everything else that is refused.
    onSubscribe: ({ args, setSubscribeFn }) => setSubscribeFn(() => run(args)),
  };
}

const empty = parse('{ __typename }');

/** A document that asks for nothing, by the name that was asked for: Yoga looks for the operation of that name itself. */
function nothing(operationName: string | null | undefined): DocumentNode {
  if (typeof operationName !== 'string') return empty;
  const name = { kind: Kind.NAME, value: operationName } as const;
  return { ...empty, definitions: empty.definitions.map((one) => ({ ...one, name }) as ExecutableDefinitionNode) };
}
