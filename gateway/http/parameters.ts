import { RequestRefused } from './refusal.ts';

type Json = Readonly<Record<string, unknown>>;

/** The parameters of a GraphQL-over-HTTP request; each absent one is left out. */
export interface Parameters {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Json;
  readonly extensions?: Json;
}

/** @throws RequestRefused 400: not JSON, a batch, a parameter of a wrong type or of an unknown name */
export function bodyParameters(body: string): Parameters {
  if (body === '') throw bad('the body is empty; send JSON with `query`');
  const json = parseJson(body, 'the body');
  if (Array.isArray(json)) throw bad('batches are not served; send one operation per request');
  if (!isObject(json)) throw bad('the body is JSON, but no object with `query`');
  return checked(json);
}

/** The same, from the query of an address. */
export function urlParameters(url: string): Parameters {
  const search = new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?') + 1) : '');
  const text = (name: string): string | undefined => search.get(name) || undefined;
  const json = (name: string): unknown => {
    const given = text(name);
    return given === undefined ? undefined : parseJson(given, `\`${name}\``);
  };
  return checked({
    query: text('query'),
    operationName: text('operationName'),
    variables: json('variables'),
    extensions: json('extensions'),
  });
}

const kinds: Readonly<Record<string, readonly [(value: unknown) => boolean, string]>> = {
  query: [isString, 'a string'],
  operationName: [isString, 'a string'],
  variables: [isObject, 'an object'],
  extensions: [isObject, 'an object'],
};

function checked(json: Json): Parameters {
  const given = Object.entries(json).filter(([, value]) => value !== null && value !== undefined);
  for (const [name, value] of given) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    // The name is the client's own text and of any length: it is not repeated.
    if (!kind)
      throw bad('the request has a parameter other than `query`, `operationName`, `variables` and `extensions`');
    if (!kind[0](value)) throw bad(`\`${name}\` must be ${kind[1]}`);
  }
  const parameters = Object.fromEntries(given);
  if (parameters['query'] === undefined) throw bad('there is no `query`; send the document there');
  return parameters as unknown as Parameters;
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own text repeats what it read.
    throw bad(`${what} is not JSON`);
  }
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const bad = (text: string): RequestRefused => new RequestRefused(400, text);
