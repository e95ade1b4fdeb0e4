import type { StoreFault } from '../faults.ts';

/** What went wrong with an API. Its state is made of our words and of names in gateway.yaml: no text of the API's is in it. */
export class RestFault extends Error {
  readonly kind: StoreFault['kind'];
  readonly state: string;

  constructor(kind: StoreFault['kind'], state: string) {
    super(state);
    this.kind = kind;
    this.state = state;
  }
}

/** A bound value that its type cannot hold. */
export class InvalidValue extends RestFault {
  constructor() {
    super('value', 'INVALID_VALUE');
  }
}

/** The API asks for patience. One that does is there, and serves those whose turn it is. */
export const throttled = 'THROTTLED';

const unavailable = new Set([502, 503, 504, 521, 522, 523]);

/** What a status that is no success means. 403 may be of one record or one value: it closes the store to nobody else. */
export function faultOfStatus(status: number): RestFault {
  if (status === 429) return new RestFault('unavailable', throttled);
  if (status === 401 || unavailable.has(status)) return new RestFault('unavailable', `HTTP_${status}`);
  return new RestFault('statement', `HTTP_${status}`);
}

/** What may be over at the next try. */
export const isPassing = (error: unknown): boolean =>
  error instanceof RestFault &&
  (/^HTTP_5/.test(error.state) || error.state === throttled || error.state === 'HTTP_408' || passing.has(error.state));

const passing = new Set(['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'EAI_AGAIN', 'CUT_OFF']);

/** An error of the network by its code; anything else has none that could be told. */
export function faultOfNetwork(error: unknown): RestFault {
  if (error instanceof RestFault) return error;
  const { code } = error as { readonly code?: unknown };
  // What Node would not even send, says nothing of the API.
  if (typeof code === 'string' && /^ERR_(INVALID|UNESCAPED)_/.test(code)) return new RestFault('statement', code);
  return new RestFault('unavailable', typeof code === 'string' && /^[A-Z_0-9]+$/.test(code) ? code : 'UNKNOWN');
}
