import { z } from 'zod';

/** The signature algorithms that an issuer may use. Never `none`, never a shared secret (RFC 8725 section 3.1). */
export const tokenAlgorithms = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'] as const;
export type TokenAlgorithm = (typeof tokenAlgorithms)[number];

const text = z.string().min(1).max(512);
const word = text.regex(/^\S+$/, 'must not hold white space');
const purpose = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'must be a purpose id: a-z, 0-9 and `-`, a letter first');
const claim = z
  .union([text, z.array(text).min(1).max(8)])
  .transform((path): readonly string[] => (typeof path === 'string' ? [path] : path));

/** Public keys only: a private or a shared key in a key set is a mistake that must not go unseen. */
export const keySet = z.strictObject({
  keys: z
    .array(
      z
        .looseObject({ kty: z.enum(['EC', 'RSA', 'OKP'], 'must be a public key: `EC`, `RSA` or `OKP`') })
        .refine((key) => !('d' in key), 'holds a private key: give the public one only'),
    )
    .min(1),
});
export type KeySet = z.infer<typeof keySet>;

/** Where the public keys of an issuer come from. */
export type KeyOrigin =
  | { readonly from: 'address'; readonly url: string }
  | { readonly from: 'file'; readonly path: string }
  | { readonly from: 'inline'; readonly keys: KeySet }
  | { readonly from: 'demo' };

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
const hasScheme = (value: string): boolean => /^[a-z][a-z0-9+.-]+:/i.test(value);

function isSafeAddress(value: string): boolean {
  const url = URL.parse(value);
  if (!url || url.username || url.password) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
}

const keysText = text.refine(
  (value) => !hasScheme(value) || isSafeAddress(value),
  'must be an https address (http only on this machine) or the path of a file',
);

const shape = z.strictObject({
  issuer: word.describe('The `iss` of its tokens, exactly.'),
  audience: z.union([word, z.array(word).min(1)]).describe('The `aud` that means this gateway; any of them will do.'),
  algorithms: z.array(z.enum(tokenAlgorithms)).min(1).describe('The only algorithms that are accepted.'),
  jwks: z.union([keysText, keySet]).optional().describe('Its public keys: an address, a file, or the set itself.'),
  demo: z
    .literal(true)
    .optional()
    .describe('Instead of `jwks`: a key of its own, made by the demo in the data folder.'),
  typ: z
    .union([word, z.array(word).min(1)])
    .default(['at+jwt', 'JWT'])
    .describe('The `typ` that its tokens must name: `at+jwt` (RFC 9068) or `JWT`. A token without one is refused.'),
  roles: z.array(word).default([]).describe('The roles that it may assert.'),
  purposes: z.array(purpose).default([]).describe('The purposes that it may assert.'),
  partners: z.array(word).default([]).describe('The partners that it may assert.'),
  claims: z
    .strictObject({
      roles: claim.default(['roles']),
      purpose: claim.default(['purpose']),
      partner: claim.default(['partner']),
    })
    .prefault({})
    .describe('Where a token says it: the name of a claim, or a list of names that leads into it.'),
  bind: z
    .array(z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'must be the name of a claim'))
    .default([])
    .describe('The claims that row rules may bind.'),
  personas: z
    .record(word, z.record(z.string(), word))
    .default({})
    .describe('In a demo: claims that the token of a persona has beside its role, `{ customer: { customer: "1" } }`.'),
  clockSkew: z.int().min(0).max(300).default(30).describe('Seconds by which clocks may differ.'),
  maxAge: z.int().min(1).optional().describe('Seconds after `iat` at which a token ends, whatever its `exp` says.'),
});

/** One issuer whose tokens are accepted, and what it may say of a caller. Anything else it says refuses the token. */
export interface IssuerOptions {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly algorithms: readonly TokenAlgorithm[];
  readonly keys: KeyOrigin;
  readonly typ: readonly string[];
  readonly roles: readonly string[];
  readonly purposes: readonly string[];
  readonly partners: readonly string[];
  readonly claims: Readonly<Record<'roles' | 'purpose' | 'partner', readonly string[]>>;
  readonly bind: readonly string[];
  readonly personas: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly clockSkew: number;
  readonly maxAge?: number;
}

const list = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);

const hasUsualClaims = (claims: IssuerOptions['claims']): boolean =>
  Object.entries(claims).every(([name, path]) => path.join() === name);

function originOf(jwks: string | KeySet | undefined): KeyOrigin {
  if (jwks === undefined) return { from: 'demo' };
  if (typeof jwks !== 'string') return { from: 'inline', keys: jwks };
  return hasScheme(jwks) ? { from: 'address', url: jwks } : { from: 'file', path: jwks };
}

const issuer = shape
  .refine((one) => (one.jwks === undefined) !== (one.demo === undefined), 'needs either `jwks` or `demo: true`')
  .refine((one) => !one.demo || one.algorithms.includes('ES256'), "the demo's key needs `algorithms: [ES256]`")
  .refine((one) => !one.demo || hasUsualClaims(one.claims), 'the demo has the usual claims: leave `claims` out')
  .transform(
    ({ jwks, demo: _, audience, typ, maxAge, ...rest }): IssuerOptions => ({
      ...rest,
      audience: list(audience),
      typ: list(typ),
      keys: originOf(jwks),
      ...(maxAge === undefined ? {} : { maxAge }),
    }),
  );

/** The `issuers` of `gateway.yaml`. */
export const issuersSection = z.array(issuer).superRefine((issuers, context) => {
  const seen = new Set<string>();
  for (const [index, one] of issuers.entries()) {
    if (seen.has(one.issuer)) {
      context.addIssue({ code: 'custom', path: [index, 'issuer'], message: 'two issuers have this `issuer`' });
    }
    seen.add(one.issuer);
  }
});
