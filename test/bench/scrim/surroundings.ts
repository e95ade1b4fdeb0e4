import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** What the gateway of a race needs beside its configuration: a data folder, an issuer's keys, a root key. */
export interface ScrimSurroundings {
  readonly environment: Readonly<Record<string, string>>;
  /** A token of the issuer for somebody of these roles, good for a day. */
  readonly token: (roles: readonly string[]) => Promise<string>;
  /** Where the ledger lies. */
  readonly folder: string;
  readonly remove: () => void;
}

export async function scrimSurroundings(): Promise<ScrimSurroundings> {
  const folder = mkdtempSync(join(tmpdir(), 'scrim-bench-'));
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256', use: 'sig' };
  writeFileSync(join(folder, 'jwks.json'), JSON.stringify({ keys: [jwk] }));
  return {
    environment: { BENCH_FOLDER: folder, BENCH_ROOT_KEY: randomBytes(32).toString('hex') },
    token: (roles) =>
      new SignJWT({ roles: [...roles], client_id: 'bench' })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'bench' })
        .setIssuer('https://issuer.bench.invalid')
        .setAudience('scrim')
        .setSubject(`bench-${roles.join('-')}`)
        .setIssuedAt()
        .setExpirationTime('1d')
        .sign(privateKey),
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
