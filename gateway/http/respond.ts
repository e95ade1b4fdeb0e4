import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../../schema/terms/errors.ts';
import type { HttpFacts, Present } from './errors.ts';
import type { Answer, Outcome } from './exchange.ts';
import type { MediaType } from './media-types.ts';

/** A result that may bring its own text: whoever made it knows its bytes better than `JSON.stringify`. */
export interface TextResult extends ExecutionResult {
  readonly stringify?: (result: ExecutionResult) => string;
}

export interface Respond {
  readonly result: (result: TextResult, type: MediaType) => Answer;
  readonly refusal: (error: unknown, type: MediaType) => Answer;
}

/** Results as HTTP answers. Whatever door a result came through, it leaves here, so all leave alike. */
export function createRespond(present: Present): Respond {
  const result = (given: TextResult, type: MediaType): Answer => {
    // Neither data nor an error is a fault of ours, and must not look like an empty answer.
    const silent = given.data === undefined && !given.errors?.length;
    const errors = silent ? [present(new Error('a result without data and errors'))] : given.errors?.map(present);
    const http = errors?.map((error) => error.extensions['http'] as HttpFacts) ?? [];
    return {
      status: statusOf(given, http, type),
      headers: Object.assign({ 'Content-Type': `${type}; charset=utf-8` }, ...http.map(({ headers }) => headers)),
      body: textOf(given, errors),
      outcome: outcomeOf(given, errors),
    };
  };
  return { result, refusal: (error, type) => result({ errors: [present(error)] }, type) };
}

function statusOf({ data }: TextResult, http: readonly HttpFacts[], type: MediaType): number {
  const telling = http.filter(({ spec }) => !spec || (type !== 'application/json' && data === undefined));
  const statuses = telling.map(({ status }) => status);
  // 401 wins: without a principal nothing else that was found is the caller's business.
  return statuses.includes(401) ? 401 : Math.max(200, ...statuses);
}

function textOf(given: TextResult, errors: readonly GraphQLError[] | undefined): string {
  const { data, extensions } = given;
  const told = {
    ...(errors && errors.length > 0 ? { errors: errors.map(formatted) } : {}),
    ...(data === undefined ? {} : { data }),
    ...(extensions && Object.keys(extensions).length > 0 ? { extensions } : {}),
  };
  return given.stringify ? given.stringify(told as unknown as ExecutionResult) : JSON.stringify(told);
}

function formatted({ message, locations, path, extensions }: GraphQLError): GraphQLFormattedError {
  const { http: _, ...told } = extensions;
  return { message, ...(locations ? { locations } : {}), ...(path ? { path } : {}), extensions: told };
}

function outcomeOf({ data, extensions }: TextResult, errors: readonly GraphQLError[] = []): Outcome {
  const codes = errors.map((error) => error.extensions['code'] as ErrorCode);
  const failed = errors.some((error) => (error.extensions['http'] as HttpFacts).status >= 500);
  const errorId = errors.map((error) => error.extensions['errorId']).find((id) => typeof id === 'string');
  const receipt = (extensions?.['privacy'] as { readonly receipt?: unknown } | undefined)?.receipt;
  return {
    kind: codes.length === 0 ? 'answered' : data ? 'partial' : failed ? 'failed' : 'refused',
    ...(codes[0] ? { code: codes[0] } : {}),
    ...(typeof receipt === 'string' ? { receipt } : {}),
    ...(typeof errorId === 'string' ? { errorId } : {}),
  };
}
