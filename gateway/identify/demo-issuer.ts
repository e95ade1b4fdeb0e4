import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import type { IssuerOptions } from './options.ts';
import { writeOnce } from './write-once.ts';

/** The key of one of the demo's own issuers. */
export interface DemoKey {
  readonly id: string;
  readonly privateKey: Exclude<Awaited<ReturnType<typeof importJWK>>, Uint8Array>;
  /** What the verifier gets. */
  readonly publicKey: JWK;
}

/** Where the key of an issuer lies. An issuer is named as it likes; a file is not. */
export const demoKeyPath = (data: string, issuer: string): string =>
  join(data, `demo-issuer-${createHash('sha256').update(issuer).digest('hex').slice(0, 16)}.jwk`);

/**
 * The key of an issuer in the data folder; it is made where there is none, and two that make it at once get the same one.
 * INVARIANT: each issuer has its own, so that what one has signed says nothing in the name of another.
 */
export async function demoKey(data: string, issuer: string): Promise<DemoKey> {
  const path = demoKeyPath(data, issuer);
  const text = (await read(path)) ?? (await make(path));
  try {
    const { d: _, ...publicKey } = JSON.parse(text) as JWK;
    const privateKey = await importJWK(JSON.parse(text) as JWK, 'ES256');
    if (privateKey instanceof Uint8Array || privateKey.type !== 'private') throw new Error('no private key');
    return { id: publicKey.kid ?? '', privateKey, publicKey };
  } catch {
    throw new Error(`\`${path}\` is not the key of a demo issuer: delete it, and the next start makes a new one`);
  }
}

/** The keys of all issuers that are the demo's own, by issuer. */
export async function demoKeys(data: string, issuers: readonly IssuerOptions[]): Promise<ReadonlyMap<string, DemoKey>> {
  const own = issuers.filter(({ keys }) => keys.from === 'demo');
  return new Map(await Promise.all(own.map(async ({ issuer }) => [issuer, await demoKey(data, issuer)] as const)));
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function make(path: string): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  await writeOnce(path, `${JSON.stringify({ ...jwk, kid, alg: 'ES256', use: 'sig' })}\n`);
  return readFile(path, 'utf8');
}

export interface TokenRequest {
  readonly key: DemoKey;
  readonly issuer: string;
  readonly audience: string;
  readonly subject: string;
  readonly roles: readonly string[];
  readonly partner?: string;
  /** Binds the token to one purpose. */
  readonly purpose?: string;
  /** Seconds. */
  readonly lifetime: number;
  /** What else it claims; nothing that has a meaning of its own. */
  readonly claims?: Readonly<Record<string, string>>;
  /** Seconds since 1970. */
  readonly now: number;
  /** The token's own id (`jti`), unique. */
  readonly id?: string;
}

/** An access token as RFC 9068 has it, in the claims that an issuer has by default. */
export const mintToken = (request: TokenRequest): Promise<string> =>
  new SignJWT({
    ...request.claims,
    client_id: 'scrim-demo',
    roles: [...request.roles],
    ...(request.partner === undefined ? {} : { partner: request.partner }),
    ...(request.purpose === undefined ? {} : { purpose: request.purpose }),
    ...(request.id === undefined ? {} : { jti: request.id }),
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: request.key.id })
    .setIssuer(request.issuer)
    .setAudience(request.audience)
    .setSubject(request.subject)
    .setIssuedAt(Math.floor(request.now))
    .setExpirationTime(Math.floor(request.now) + request.lifetime)
    .sign(request.key.privateKey);

/** Somebody as whom the demo can be seen. */
export interface Persona {
  readonly name: string;
  readonly subject: string;
  readonly roles: readonly string[];
  readonly partner?: string;
  /** What else its token claims. */
  readonly claims: Readonly<Record<string, string>>;
}

/** One persona for each role and partner that the demo's issuer may assert: the configuration alone names them. */
export const demoPersonas = (options: Pick<IssuerOptions, 'roles' | 'partners' | 'personas'>): readonly Persona[] => [
  ...options.roles.map((role) => ({
    name: role,
    subject: `demo-${role}`,
    roles: [role],
    claims: options.personas[role] ?? {},
  })),
  ...options.partners.map((partner) => ({
    name: `partner-${partner}`,
    subject: `demo-partner-${partner}`,
    roles: [],
    partner,
    claims: options.personas[`partner-${partner}`] ?? {},
  })),
];

/** Every persona of the demo, with the issuer that speaks for it. */
export const personasOf = (
  issuers: readonly IssuerOptions[],
): readonly (Persona & { readonly issuer: IssuerOptions })[] =>
  issuers
    .filter(({ keys }) => keys.from === 'demo')
    .flatMap((issuer) => demoPersonas(issuer).map((persona) => ({ ...persona, issuer })));
