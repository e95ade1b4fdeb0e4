import type { JWTPayload } from 'jose';
import type { Principal } from '../../schema/terms/parties.ts';
import type { IssuerOptions } from './options.ts';
import { type IdentityCause, IdentityRefused } from './refusal.ts';

/**
 * The principal of a token whose signature, audience and times were checked.
 * @throws IdentityRefused where it says anything that its issuer may not say.
 */
export function principalOf(payload: JWTPayload, options: IssuerOptions): Principal {
  // RFC 7800: who cannot check the confirmation must not take the token for a bearer's.
  if (Object.hasOwn(payload, 'cnf')) throw new IdentityRefused('bound');
  const boundPurpose = one(at(payload, options.claims.purpose), options.purposes, 'purpose-not-assertable');
  const partner = one(at(payload, options.claims.partner), options.partners, 'partner-not-assertable');
  return Object.freeze({
    id: subjectOf(payload.sub),
    issuer: options.issuer,
    roles: rolesOf(at(payload, options.claims.roles), options.roles),
    ...(partner === undefined ? {} : { partner }),
    purposes: Object.freeze(boundPurpose === undefined ? [...options.purposes] : [boundPurpose]),
    ...(boundPurpose === undefined ? {} : { boundPurpose }),
    claims: boundClaims(payload, options.bind),
    expires: finite(payload.exp),
  });
}

function at(payload: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    payload,
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function subjectOf(value: unknown): string {
  const fits = typeof value === 'string' && /^\P{Cc}{1,256}$/u.test(value) && value.trim() !== '';
  if (!fits) throw new IdentityRefused('claims');
  return value;
}

function rolesOf(value: unknown, assertable: readonly string[]): readonly string[] {
  const named = typeof value === 'string' ? value.split(' ').filter(Boolean) : (value ?? []);
  if (!Array.isArray(named) || value === null) throw new IdentityRefused('claims');
  if (!named.every((role) => typeof role === 'string' && role !== '')) throw new IdentityRefused('claims');
  if (!named.every((role) => assertable.includes(role))) throw new IdentityRefused('role-not-assertable');
  return Object.freeze([...new Set<string>(named)].sort());
}

function one(value: unknown, assertable: readonly string[], cause: IdentityCause): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw new IdentityRefused('claims');
  if (!assertable.includes(value)) throw new IdentityRefused(cause);
  return value;
}

const scalars: ReadonlySet<string> = new Set(['string', 'number', 'boolean']);

/** Without a prototype, so that a rule that binds `constructor` finds nothing. */
function boundClaims(payload: JWTPayload, names: readonly string[]): Readonly<Record<string, string>> {
  const claims: Record<string, string> = Object.create(null);
  for (const name of names) {
    const value = at(payload, [name]);
    if (value === undefined) continue;
    if (!scalars.has(typeof value)) throw new IdentityRefused('claims');
    claims[name] = String(value);
  }
  return Object.freeze(claims);
}

function finite(value: unknown): number {
  // JSON has no infinity, but `1e999` reads as one, and such a token would never end.
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new IdentityRefused('claims');
  return value;
}
