import { z } from 'zod';

/** Whoever can listen reads the key and the token. On one machine nobody else can. */
const isPrivate = (text: string): boolean => {
  const url = URL.parse(text);
  if (url?.protocol === 'https:') return true;
  return url?.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
};

// No segment is `..`: a path never leads out of the engine.
const path = /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/;

/** A root key that a transit engine of HashiCorp Vault (or OpenBao) keeps wrapped. */
export const vaultOptions = z
  .strictObject({
    address: z
      .string()
      .refine(isPrivate, 'must be an `https://` address; `http://` is for this machine alone')
      .describe('Where Vault answers: `https://vault.example:8200`.'),
    mount: z.string().regex(path, 'must be the path of a transit engine').default('transit'),
    key: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/, 'must be the name of a transit key'),
    wrapped: z.string().min(1).describe('The file with the wrapped root key: `vault:v1:…`.'),
    token: z
      .string()
      .min(1)
      .optional()
      .describe('A token that may decrypt by this key; a file says it by the name of a variable.'),
    tokenFile: z.string().min(1).optional().describe('A file that holds the token, as an agent of Vault writes it.'),
    namespace: z.string().min(1).optional(),
    sslrootcert: z.string().min(1).optional().describe('A file (PEM): certificates to trust.'),
    timeoutMs: z.int().min(100).max(60_000).default(5_000).describe('How long one call may take.'),
    waitMs: z.int().min(0).max(600_000).default(30_000).describe('How long a start waits for a Vault that is away.'),
  })
  .refine((one) => (one.token === undefined) !== (one.tokenFile === undefined), 'needs `token` or `tokenFile`');

export type VaultOptions = z.infer<typeof vaultOptions>;
