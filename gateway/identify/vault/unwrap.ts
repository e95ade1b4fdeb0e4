import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { callVault, VaultSilent } from './call.ts';
import type { VaultOptions } from './options.ts';

export interface VaultPlace {
  /** Paths are relative to it: the folder of `gateway.yaml`. */
  readonly folder: string;
  readonly warn: (message: string) => void;
  /** Between two attempts. */
  readonly wait: (ms: number) => Promise<void>;
}

/** Milliseconds between attempts: each pause is twice the one before. */
const pauses = { first: 250, most: 5_000 } as const;

/** Answers of a Vault that starts, is sealed, or is busy: the same call may be answered a moment later. */
const passing: ReadonlySet<number> = new Set([429, 472, 473, 500, 502, 503, 504]);

/**
 * The root key that `wrapped` holds, as Vault's transit engine decrypts it: base64 text. A Vault that is away is asked
 * again for `waitMs`; what it refuses is refused at once. No error holds the key, the token, or what Vault said.
 */
export async function unwrap(id: string, options: VaultOptions, place: VaultPlace): Promise<string> {
  const { address, mount, key, namespace, timeoutMs, waitMs } = options;
  const where = `root key \`${id}\` by Vault's \`${mount}/decrypt/${key}\``;
  const wrapped = await text(options.wrapped, place, `${where}: the wrapped key`);
  if (!/^vault:v[0-9]+:[A-Za-z0-9+/=]+$/.test(wrapped))
    throw new Error(
      `${where}: \`${options.wrapped}\` is no wrapped key: write it with \`vault write -f -field=ciphertext ${mount}/datakey/wrapped/${key}\``,
    );
  const token = options.token ?? (await text(options.tokenFile ?? '', place, `${where}: the token`));
  const ca = options.sslrootcert === undefined ? undefined : await readFile(resolve(place.folder, options.sslrootcert));
  const call = {
    url: new URL(`/v1/${mount}/decrypt/${key}`, address),
    headers: {
      'x-vault-token': token,
      'x-vault-request': 'true',
      ...(namespace !== undefined && { 'x-vault-namespace': namespace }),
    },
    body: JSON.stringify({ ciphertext: wrapped }),
    ca,
    timeoutMs,
  };
  for (let pause: number = pauses.first, waited = 0; ; pause = Math.min(pause * 2, pauses.most)) {
    const said = await attempt(() => callVault(call));
    if ('plaintext' in said) return said.plaintext;
    if (!said.passing || waited >= waitMs) throw new Error(`${where}: ${said.why}`);
    if (waited === 0) place.warn(`${where}: ${said.why}; it is asked again`);
    await place.wait(pause);
    waited += pause;
  }
}

type Said = { readonly plaintext: string } | { readonly why: string; readonly passing: boolean };

async function attempt(call: () => ReturnType<typeof callVault>): Promise<Said> {
  try {
    const { status, text: answer } = await call();
    if (status !== 200) return refused(status);
    const plaintext = plaintextOf(answer);
    return plaintext === undefined ? { why: 'what answers is not Vault', passing: false } : { plaintext };
  } catch (error) {
    if (!(error instanceof VaultSilent)) throw error;
    return { why: `Vault does not answer (${error.code})`, passing: true };
  }
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Vault cannot open the wrapped key: it was wrapped by another transit key, or that key is gone',
  403: 'Vault refuses the token: give one whose policy allows `update` on this path',
  404: 'Vault has no transit engine or no key there',
};

const refused = (status: number): Said => ({
  why:
    reasons[status] ??
    (status >= 300 && status < 400
      ? 'Vault sends us elsewhere, and no redirect is followed: name the address that answers'
      : `Vault answers with ${status}`),
  passing: passing.has(status),
});

function plaintextOf(answer: string): string | undefined {
  try {
    const { data } = JSON.parse(answer) as { readonly data?: { readonly plaintext?: unknown } };
    return typeof data?.plaintext === 'string' ? data.plaintext : undefined;
  } catch {
    return undefined;
  }
}

async function text(path: string, { folder }: VaultPlace, what: string): Promise<string> {
  try {
    return (await readFile(resolve(folder, path), 'utf8')).trim();
  } catch {
    throw new Error(
      `${what} cannot be read from \`${path}\`: bring the file back, or make it readable for this process`,
    );
  }
}
