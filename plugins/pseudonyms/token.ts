/** Sealed bytes and the id of the key that sealed them. */
export interface Sealed {
  readonly keyId: string;
  readonly bytes: Uint8Array;
}

/** base64url of the length of the key's id, the id, and the sealed bytes. */
export const toToken = ({ keyId, bytes }: Sealed): string =>
  Buffer.concat([Buffer.of(keyId.length), Buffer.from(keyId, 'latin1'), bytes]).toString('base64url');

/** What such a token holds; nothing for anything that `toToken` could not have written. */
export function fromToken(token: string, longest: number): Sealed | undefined {
  if (token.length > longest) return undefined;
  const all = Buffer.from(token, 'base64url');
  // A second spelling of the same bytes would be a second token for the same thing.
  if (all.toString('base64url') !== token) return undefined;
  const [length = 0] = all;
  if (length === 0 || all.length <= length + 1) return undefined;
  return { keyId: all.toString('latin1', 1, length + 1), bytes: new Uint8Array(all.subarray(length + 1)) };
}
