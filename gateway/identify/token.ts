import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Principal } from '../../schema/terms/parties.ts';
import { principalOf } from './claims.ts';
import { type KeySource, type KeySourceSettings, keySource } from './key-source.ts';
import type { IssuerOptions } from './options.ts';
import { type IdentityCause, IdentityRefused, noJwt } from './refusal.ts';
import { type RememberBounds, remembered } from './remembered.ts';

export interface VerifierSettings extends KeySourceSettings {
  readonly remember?: Partial<RememberBounds>;
}

/** Says who calls. */
export interface TokenVerifier {
  /**
   * @param header the `Authorization` header as it came.
   * @throws IdentityRefused `UNAUTHENTICATED`, or `COORDINATION_UNAVAILABLE` where the keys cannot be read; its `cause`
   * is for the record.
   */
  readonly verify: (header: string | undefined) => Promise<Principal>;
  /** Who calls, where that is known without verifying anything; nothing for whatever else the header holds. */
  readonly known: (header: string | undefined) => Principal | undefined;
  /** Tokens of these principals are verified anew. */
  readonly forget: (predicate: (principal: Principal) => boolean) => void;
  readonly clear: () => void;
}

interface Trusted {
  readonly options: IssuerOptions;
  readonly keys: KeySource;
}

const largest = 8192;
const scheme = 'Bearer ';

/**
 * Verifies tokens by their issuer's keys, algorithms, audience, type and times. A verified token is remembered until it
 * ends, until its issuer's keys are seen to change, and for five minutes at most. A key that an issuer takes out of its
 * set is thus of no use after `keySets.freshFor` + `remember.seconds`: ten minutes unless set otherwise.
 */
export function tokenVerifier(issuers: readonly IssuerOptions[], settings: VerifierSettings): TokenVerifier {
  const trusted: ReadonlyMap<string, Trusted> = new Map(
    issuers.map((options) => [options.issuer, { options, keys: keySource(options, settings) }]),
  );
  const { max = 10_000, seconds = 300 } = settings.remember ?? {};
  const memory = remembered(max);

  const verifyAnew = async (token: string, now: number): Promise<Principal> => {
    const keep = memory.begin();
    const by = trusted.get(issuerOf(token));
    if (!by) throw new IdentityRefused('unknown-issuer');
    const { payload, generation } = await check(token, by, now);
    const principal = principalOf(payload, by.options);
    const end = Math.min(principal.expires, (payload.iat ?? Infinity) + (by.options.maxAge ?? Infinity)) * 1000;
    keep(token, { principal, keys: by.keys, generation, until: Math.min(end, now + seconds * 1000) });
    return principal;
  };

  return {
    verify: async (header) => {
      const token = tokenOf(header);
      const now = settings.clock();
      return memory.find(token, now) ?? verifyAnew(token, now);
    },
    known: (header) =>
      header?.startsWith(scheme) ? memory.find(header.slice(scheme.length), settings.clock()) : undefined,
    forget: memory.forget,
    clear: () => memory.forget(() => true),
  };
}

/** RFC 6750 section 2.1: one scheme, one token. */
function tokenOf(header: string | undefined): string {
  if (header === undefined || header.trim() === '') throw new IdentityRefused('missing');
  if (header.length > largest + scheme.length) throw new IdentityRefused('too-large');
  const token = /^bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1];
  if (token !== undefined) return token;
  // RFC 9449 section 7.1: the scheme of a token that is bound to its sender's key.
  throw new IdentityRefused(/^dpop +[\w.~+/-]+=*$/i.test(header) ? 'bound' : 'malformed');
}

/** INVARIANT: unverified, so it only chooses the issuer whose keys and rules the token then has to meet. */
function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    throw new IdentityRefused('malformed', noJwt);
  }
}

async function check(
  token: string,
  { options, keys }: Trusted,
  now: number,
): Promise<{ readonly payload: JWTPayload; readonly generation: number }> {
  let generation = -1;
  try {
    const { payload, protectedHeader } = await jwtVerify(
      token,
      async (header, jws) => {
        const key = await keys.resolve(header, jws);
        generation = keys.generation();
        return key;
      },
      {
        algorithms: [...options.algorithms],
        issuer: options.issuer,
        audience: [...options.audience],
        requiredClaims: ['sub', 'exp'],
        clockTolerance: options.clockSkew,
        currentDate: new Date(now),
        ...(options.maxAge === undefined ? {} : { maxTokenAge: options.maxAge }),
      },
    );
    const typ = mediaType(protectedHeader.typ);
    if (!options.typ.some((accepted) => mediaType(accepted) === typ)) throw new IdentityRefused('type');
    if (!issuedBefore(payload.iat, now / 1000 + options.clockSkew)) throw new IdentityRefused('not-yet');
    return { payload, generation };
  } catch (error) {
    // INVARIANT: errors of the library carry claims; only our own leave.
    throw error instanceof IdentityRefused ? error : refusalOf(error);
  }
}

/** RFC 7515 section 4.1.9: `application/` may be left out, and case means nothing. */
const mediaType = (typ: unknown): string | undefined =>
  typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : undefined;

function issuedBefore(iat: unknown, moment: number): boolean {
  if (iat !== undefined && typeof iat !== 'number') throw new IdentityRefused('claims');
  return iat === undefined || iat <= moment;
}

const causeOfClaim: Readonly<Record<string, IdentityCause>> = { aud: 'audience', nbf: 'not-yet', iat: 'not-yet' };

function refusalOf(error: unknown): IdentityRefused {
  if (error instanceof errors.JWTExpired) return new IdentityRefused('expired');
  if (error instanceof errors.JWSSignatureVerificationFailed) return new IdentityRefused('signature');
  if (error instanceof errors.JOSEAlgNotAllowed) return new IdentityRefused('algorithm');
  if (error instanceof errors.JWTClaimValidationFailed) {
    const shaped = error.reason === 'check_failed' || error.claim === 'aud';
    return new IdentityRefused((shaped && causeOfClaim[error.claim]) || 'claims');
  }
  // The key is there but cannot be used with this algorithm: too short, or of the wrong kind.
  if (error instanceof TypeError) return new IdentityRefused('unknown-key');
  // What is left are headers and payloads that are no JWT, and `crit` extensions that nobody here understands.
  return new IdentityRefused('malformed', noJwt);
}
