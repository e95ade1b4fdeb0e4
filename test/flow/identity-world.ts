import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import type { z } from 'zod';
import { type IssuerOptions, issuersSection } from '../../gateway/identify/options.ts';
import type { IdentityCause, IdentityRefused } from '../../gateway/identify/refusal.ts';
import type { TokenVerifier } from '../../gateway/identify/token.ts';
import { GatewayError } from '../../schema/terms/errors.ts';

/** Seconds since 1970: the moment at which these tests begin. */
export const start = 1_800_000_000;

/** Words that must not come back in an error. */
export const canaries = { subject: 'canary-subject-7731', role: 'canary-role-7731', purpose: 'canary-purpose-7731' };

export interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: JWK;
}

export async function signingKey(alg: string, kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, publicKey: { ...(await exportJWK(publicKey)), kid, alg } };
}

export type IssuerInput = z.input<typeof issuersSection>[number];

/** Keys as an issuer publishes them. */
export const published = (...keys: readonly SigningKey[]) =>
  ({ jwks: { keys: keys.map(({ publicKey }) => publicKey) } }) as Pick<IssuerInput, 'jwks'>;

export const issuerOf = (input: Partial<IssuerInput>): readonly IssuerOptions[] =>
  issuersSection.parse([
    {
      issuer: 'https://issuer.example',
      audience: 'scrim',
      algorithms: ['ES256'],
      roles: ['support', 'analyst'],
      purposes: ['customer-support', 'analytics'],
      partners: ['acme'],
      ...input,
    },
  ]);

export const usualClaims: JWTPayload = {
  iss: 'https://issuer.example',
  aud: 'scrim',
  sub: canaries.subject,
  roles: ['support'],
  iat: start,
  exp: start + 600,
};

export type Claims = Readonly<Record<string, unknown>>;

/** A real token; a claim or a header given as undefined is left out. */
export const sign = (key: SigningKey, claims: Claims = {}, header: Record<string, unknown> = {}): Promise<string> =>
  new SignJWT({ ...usualClaims, ...claims } as JWTPayload)
    .setProtectedHeader({ alg: key.publicKey.alg ?? 'ES256', kid: key.publicKey.kid ?? '', typ: 'at+jwt', ...header })
    .sign(key.privateKey);

export const raw = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A clock that a test moves; seconds. */
export function movedClock() {
  let now = start;
  return { clock: () => now * 1000, pass: (seconds: number) => void (now += seconds), now: () => now };
}

/** Why this header was refused; the refusal itself is checked to say nothing of the token. */
export async function causeOf(
  verifier: TokenVerifier,
  header: string | undefined,
): Promise<IdentityCause | 'accepted'> {
  try {
    await verifier.verify(header);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof GatewayError) || !('cause' in error)) throw error;
    const said = inspect(error, { depth: null, showHidden: true });
    for (const part of [header ?? '\0', ...(header ?? '').split(/[ .]/), ...Object.values(canaries)]) {
      if (part.length > 6 && said.toLowerCase().includes(part.toLowerCase()) && !/^bearer$/i.test(part)) {
        throw new Error('the refusal repeats a part of the token');
      }
    }
    return error.cause as IdentityRefused['cause'];
  }
}

/** A real key set behind a real address, which can change, be slow, break and come back. */
export async function keySetServer(first: readonly JWK[]) {
  let answer = { status: 200, body: JSON.stringify({ keys: first }) };
  let reads = 0;
  const server = createServer((_, response) => {
    reads += 1;
    response.writeHead(answer.status, { 'content-type': 'application/jwk-set+json' }).end(answer.body);
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const down = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${port}/jwks`,
    reads: () => reads,
    publish: (...keys: readonly JWK[]) => void (answer = { status: 200, body: JSON.stringify({ keys }) }),
    answerWith: (status: number, body: string) => void (answer = { status, body }),
    down,
    up: () => listen(port),
  };
}
