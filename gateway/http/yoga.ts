import type { GraphQLSchema } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { admit } from './admit.ts';
import type { Answer, Handler, HttpRequest } from './exchange.ts';
import type { MediaType } from './media-types.ts';
import { bodyParameters, urlParameters } from './parameters.ts';
import type { Respond, JsonResult } from './respond.ts';

export interface GatewayYogaOptions {
  /** The schema that this caller sees: one object per entitlement. A GatewayError thrown here is the answer. */
  readonly schemaFor: (request: Request, context: RequestContext) => GraphQLSchema | Promise<GraphQLSchema>;
  /** Everything between a request's parameters and its result: parsing, validation, execution. */
  readonly plugins: readonly Plugin[];
  readonly respond: Respond;
  /** Where there is a page for browsers, it stands at the same address. */
  readonly page?: Handler;
}

/** What a request carries through Yoga beside itself. */
export interface RequestContext {
  readonly mediaType: MediaType;
  /** The client's address. */
  readonly source: string;
  readonly gone?: HttpRequest['gone'];
}

/** Yoga as the cold door: its parsing, caching, masking, CORS, batching, uploads and pages are ours or off. */
export function createGatewayYoga(options: GatewayYogaOptions): Handler {
  const { respond, page } = options;
  const answers = new WeakMap<Response, Answer>();
  const yoga = createYoga<RequestContext>({
    schema: ({ request, mediaType, source }) => options.schemaFor(request, { mediaType, source }),
    plugins: [useParameters(), ...options.plugins, useRespond(respond, answers)],
    graphqlEndpoint: '/graphql',
    cors: false,
    graphiql: false,
    landingPage: false,
    batching: false,
    multipart: false,
    logging: false,
    // Errors are rebuilt once, where the answer is written.
    maskedErrors: false,
    parserAndValidationCache: false,
    maxRequestBodySize: false,
    disposeOnProcessTerminate: false,
  });

  return async (request) => {
    if (page && wantsPage(request)) return page(request);
    const mediaType = admit(request);
    const { method, url, headers, body, source, gone } = request;
    const init = method === 'POST' ? { method, headers, body } : { method, headers };
    const response = await yoga.fetch(`http://gateway${url}`, init, { mediaType, source, gone });
    return answers.get(response) ?? (await foreign(response));
  };
}

const wantsPage = ({ method, headers }: HttpRequest): boolean =>
  method === 'GET' && (headers['accept'] ?? '').includes('text/html');

const useParameters = (): Plugin => ({
  onRequestParse: ({ request, setRequestParser }) => {
    setRequestParser(async () =>
      request.method === 'POST' ? { ...bodyParameters(await request.text()) } : { ...urlParameters(request.url) },
    );
  },
});

/** Every result leaves through `respond`; Yoga's own processors would choose statuses and texts of theirs. */
const useRespond = (respond: Respond, answers: WeakMap<Response, Answer>): Plugin<object, RequestContext> => ({
  onResultProcess: ({ setResultProcessor, serverContext }) => {
    const { mediaType } = serverContext;
    setResultProcessor((result, { Response }) => {
      const answer = respond.result(result as JsonResult, mediaType);
      const response = new Response(null, { status: answer.status });
      answers.set(response, answer);
      return response;
    }, mediaType);
  },
});

const foreign = async (response: Response): Promise<Answer> => ({
  status: response.status,
  headers: Object.fromEntries(response.headers),
  body: await response.text(),
});
