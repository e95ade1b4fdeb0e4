import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSchema, type DocumentNode, type GraphQLSchema, getOperationAST } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import { coerceVariables } from '../../gateway/http/coerce-variables.ts';
import { documentReader } from '../../gateway/http/document-reader.ts';
import type { DocumentLimits } from '../../gateway/http/documents.ts';
import { createPresent, toGraphQLError } from '../../gateway/http/errors.ts';
import type { Handler, Routes } from '../../gateway/http/exchange.ts';
import type { Fault } from '../../gateway/http/fault.ts';
import type { ServerLimits } from '../../gateway/http/limits.ts';
import type { AccessLine } from '../../gateway/http/observer.ts';
import { createRespond } from '../../gateway/http/respond.ts';
import { listen, type Listening } from '../../gateway/http/server.ts';
import { createGatewayYoga } from '../../gateway/http/yoga.ts';
import { GatewayError } from '../../schema/terms/errors.ts';

const rest = `
  scalar Date
  enum Status { OPEN CLOSED }
  input Text { eq: String in: [String!] startsWith: String }
  input Numbers { gt: Int }
  input CustomerFilter { name: Text age: Numbers status: Status and: [CustomerFilter!] }
  type Order { id: ID! status: Status customer: Customer }
  type Query { customer(id: ID!): Customer customers(filter: CustomerFilter, first: Int): [Customer!] slow(ms: Int!): String broken: String refused(code: String!): String }
`;

/** The same API as two principals see it: for one of them `phone` was never there. */
export const fullSchema: GraphQLSchema = buildSchema(
  `type Customer { id: ID! name: String phone: String orders: [Order!] friend: Customer }${rest}`,
);
export const narrowSchema: GraphQLSchema = buildSchema(
  `type Customer { id: ID! name: String orders: [Order!] friend: Customer }${rest}`,
);

const secret = 'canary-4711';

const root = {
  customer: ({ id }: { readonly id: string }) => ({ id, name: 'Ada', orders: [] }),
  customers: () => [{ id: '1', name: 'Ada', orders: [] }],
  slow: ({ ms }: { readonly ms: number }) => sleep(ms, 'done'),
  broken: () => {
    throw new Error(`duplicate key ${secret}\n    at ${secret} (/x.js:1:1)`);
  },
  refused: ({ code }: { readonly code: string }) => {
    throw new GatewayError(code as 'FIELD_DENIED', 'not this');
  },
};

const useRoot = (): Plugin => ({ onExecute: ({ args }) => void Object.assign(args, { rootValue: root }) });

/** Documents and variables as the gateway reads them, in front of an API that graphql-js answers. */
function useReader(limits: DocumentLimits): Plugin {
  const documents = documentReader();
  return {
    onParse: ({ context, setParseFn }) => {
      const { request, params } = context as YogaInitialContext;
      setParseFn((source: string) => documents.read(source, limits, params.operationName ?? undefined, request.method));
    },
    onValidate: ({ params, setResult }) => {
      const { schema, documentAST } = params as { schema: GraphQLSchema; documentAST: DocumentNode };
      setResult(documents.check(schema, documentAST).map((error) => toGraphQLError(error)));
    },
    onExecute: ({ args, setResultAndStopExecution }) => {
      const operation = getOperationAST(args.document, args.operationName);
      const coerced = operation && coerceVariables(args.schema, operation, args.variableValues ?? {});
      if (coerced && 'errors' in coerced)
        setResultAndStopExecution({ errors: coerced.errors.map((one) => toGraphQLError(one)) });
    },
  };
}

export interface World {
  readonly url: string;
  readonly server: Listening;
  readonly lines: AccessLine[];
  readonly faults: [string, Fault][];
}

export interface WorldOptions {
  readonly limits?: Partial<ServerLimits>;
  readonly routes?: Routes;
  readonly schemaFor?: (request: Request) => GraphQLSchema;
  readonly page?: Handler;
  readonly plugins?: readonly Plugin[];
}

export async function openWorld({
  limits,
  routes = {},
  schemaFor = () => fullSchema,
  page,
  plugins = [],
}: WorldOptions = {}): Promise<World> {
  const lines: AccessLine[] = [];
  const faults: [string, Fault][] = [];
  const documentLimits = { tokens: 2000, depth: 12, aliases: 30 };
  const respond = createRespond(
    createPresent({ newErrorId: randomUUID, log: (id, fault) => void faults.push([id, fault]) }),
  );
  const handler = createGatewayYoga({
    schemaFor,
    plugins: [useReader(documentLimits), useRoot(), ...plugins],
    respond,
    ...(page ? { page } : {}),
  });
  const observer = { started: () => {}, finished: (line: AccessLine) => void lines.push(line) };
  const server = await listen({
    host: '127.0.0.1',
    port: 0,
    handler,
    routes,
    respond,
    observer,
    now: () => performance.now(),
    ...(limits ? { limits } : {}),
  });
  return { url: `http://127.0.0.1:${server.port}/graphql`, server, lines, faults };
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: {
    readonly data?: unknown;
    readonly errors?: readonly {
      readonly message: string;
      readonly locations?: unknown;
      readonly extensions: { readonly code: string; readonly errorId?: string };
    }[];
  };
}

export const modern = 'application/graphql-response+json';

export async function ask(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return replyOf(
    await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: modern, ...headers },
      body: text,
    }),
  );
}

export async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: JSON.parse(text) as Reply['json'] };
}
