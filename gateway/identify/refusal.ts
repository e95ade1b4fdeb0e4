import { type ErrorCode, type ErrorDetails, GatewayError } from '../../schema/terms/errors.ts';

interface Refusal {
  readonly code: Extract<ErrorCode, 'UNAUTHENTICATED' | 'COORDINATION_UNAVAILABLE'>;
  readonly details: ErrorDetails;
  /** What the client should do. INVARIANT: constant text, so nothing of a token can be in it. */
  readonly advice: string;
}

const invalid = (advice: string): Refusal => ({
  code: 'UNAUTHENTICATED',
  details: { challenge: 'invalid_token' },
  advice,
});
const request = (advice: string): Refusal => ({
  code: 'UNAUTHENTICATED',
  details: { challenge: 'invalid_request' },
  advice,
});

/** Why nobody was identified: the closed list that the record uses, and what the client is told. */
export const identityRefusals = {
  missing: request('there is no token: send `Authorization: Bearer <token>`'),
  malformed: request('the `Authorization` header is not one token: send `Authorization: Bearer <token>` once'),
  'too-large': invalid('the token is larger than 8 KB: ask its issuer for one with fewer claims'),
  'unknown-issuer': invalid('the issuer of this token is not trusted here: get a token from one that is'),
  algorithm: invalid('the token is signed with an algorithm that its issuer may not use here'),
  signature: invalid('the signature of the token is not right: get a new token'),
  'unknown-key': invalid('the token is signed with a key that its issuer does not publish: get a new token'),
  audience: invalid('the token is meant for somebody else: ask its issuer for one with the audience of this gateway'),
  expired: invalid('the token has ended: get a new token'),
  'not-yet': invalid('the token is not valid yet: check the clocks of the issuer and of this gateway'),
  type: invalid('the token is of another type than its issuer may use here: send an access token'),
  claims: invalid('the token lacks a claim or has one of the wrong shape: it needs `sub`, `exp` and well-formed roles'),
  'role-not-assertable': invalid('the token names a role that its issuer may not assert: ask for a token without it'),
  'purpose-not-assertable': invalid('the token is bound to a purpose that its issuer may not assert: ask for another'),
  'partner-not-assertable': invalid('the token names a partner that its issuer may not assert: ask for another token'),
  bound: invalid('the token is bound to its sender, which cannot be checked here yet: send a plain bearer token'),
  'keys-unavailable': {
    code: 'COORDINATION_UNAVAILABLE',
    details: { retryAfter: 5 },
    advice: 'the keys of the issuer of this token cannot be read at the moment: try again soon',
  },
} as const satisfies Readonly<Record<string, Refusal>>;

export type IdentityCause = keyof typeof identityRefusals;

/** RFC 6750 section 3.1: a well-formed header whose token is no JWT is an invalid token, not an invalid request. */
export const noJwt: Refusal = invalid('the token is not a signed JWT: get a new token');

/** A caller who was not identified. `cause` is for the record; text and details are for the client. */
export class IdentityRefused extends GatewayError {
  override readonly cause: IdentityCause;

  constructor(cause: IdentityCause, { code, details, advice }: Refusal = identityRefusals[cause]) {
    super(code, advice, details);
    this.cause = cause;
  }
}
