import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../../schema/terms/errors.ts';
import type { HttpFacts, Present } from './errors.ts';
import type { Answer, Outcome } from './exchange.ts';
import { type JsonText, wrapped, writeJson, written } from '../json.ts';
import type { MediaType } from './media-types.ts';

/** A result whose data may be JSON already. */
export interface JsonResult extends ExecutionResult {
  readonly json?: JsonText;
}

export interface Respond {
  readonly result: (result: JsonResult, type: MediaType) => Answer;
  readonly refusal: (error: unknown, type: MediaType) => Answer;
}

/** Results as HTTP answers. Whatever door a result came through, it leaves here, so all leave alike. */
export function createRespond(present: Present): Respond {
  const result = (given: JsonResult, type: MediaType): Answer => {
    // Neither data nor an error is a fault of ours, and must not look like an empty answer.
    const silent = !hasData(given) && !given.errors?.length;
    const errors = silent ? [present(new Error('a result without data and errors'))] : given.errors?.map(present);
    const http = errors?.map((error) => error.extensions['http'] as HttpFacts) ?? [];
    return {
      status: statusOf(given, http, type),
      headers: Object.assign({ 'Content-Type': `${type}; charset=utf-8` }, ...http.map(({ headers }) => headers)),
      body: bodyOf(given, errors),
      outcome: outcomeOf(given, errors),
    };
  };
  return { result, refusal: (error, type) => result({ errors: [present(error)] }, type) };
}

const hasData = ({ data, json }: JsonResult): boolean => data !== undefined || json !== undefined;

function statusOf(given: JsonResult, http: readonly HttpFacts[], type: MediaType): number {
  const telling = http.filter(({ spec }) => !spec || (type !== 'application/json' && !hasData(given)));
  const statuses = telling.map(({ status }) => status);
  // 401 wins: without a principal nothing else that was found is the caller's business.
  return statuses.includes(401) ? 401 : Math.max(200, ...statuses);
}

/** Errors first, then the data, then what is told of it. Data without errors stays where it was written. */
function bodyOf(given: JsonResult, errors: readonly GraphQLError[] | undefined): Buffer {
  const { data, json, extensions } = given;
  const told = extensions && Object.keys(extensions).length > 0 ? `,"extensions":${JSON.stringify(extensions)}` : '';
  if (json && !errors?.length) {
    writeJson(json, `${told}}`);
    return wrapped(json, '{"data":');
  }
  const members: Uint8Array[] = [];
  const add = (name: string, text: Uint8Array): void =>
    void members.push(Buffer.from(`${members.length === 0 ? '{' : ','}"${name}":`), text);
  if (errors && errors.length > 0) add('errors', jsonOf(errors.map(formatted)));
  if (json) add('data', written(json));
  else if (data !== undefined) add('data', jsonOf(data));
  if (extensions && Object.keys(extensions).length > 0) add('extensions', jsonOf(extensions));
  return Buffer.concat([...members, closing]);
}

const closing = Buffer.from('}');
const jsonOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

function formatted({ message, locations, path, extensions }: GraphQLError): GraphQLFormattedError {
  const { http: _, ...told } = extensions;
  return { message, ...(locations ? { locations } : {}), ...(path ? { path } : {}), extensions: told };
}

function outcomeOf(given: JsonResult, errors: readonly GraphQLError[] = []): Outcome {
  const codes = errors.map((error) => error.extensions['code'] as ErrorCode);
  const failed = errors.some((error) => (error.extensions['http'] as HttpFacts).status >= 500);
  const errorId = errors.map((error) => error.extensions['errorId']).find((id) => typeof id === 'string');
  const receipt = (given.extensions?.['privacy'] as { readonly receipt?: unknown } | undefined)?.receipt;
  return {
    kind:
      codes.length === 0
        ? 'answered'
        : hasData(given) && given.data !== null
          ? 'partial'
          : failed
            ? 'failed'
            : 'refused',
    ...(codes[0] ? { code: codes[0] } : {}),
    ...(typeof receipt === 'string' ? { receipt } : {}),
    ...(typeof errorId === 'string' ? { errorId } : {}),
  };
}
