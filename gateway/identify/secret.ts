import { randomBytes } from 'node:crypto';

/** 32 random bytes as they are written to a file. */
export const makeSecret = (): string => randomBytes(32).toString('hex');

/**
 * Bytes out of 64 or more hex characters, or out of base64 or base64url of 32 bytes or more.
 * @param where what it is and where it was read; the text itself never gets into an error.
 */
export function parseSecret(text: string, where: string): Uint8Array {
  const trimmed = text.trim();
  const bytes = decode(trimmed);
  const advice = 'write 64 hex characters (`openssl rand -hex 32`), or base64 of 32 bytes or more';
  if (!bytes) throw new Error(`${where} is neither hex nor base64: ${advice}`);
  if (bytes.length < 32) throw new Error(`${where} is shorter than 32 bytes: ${advice}`);
  // Random bytes hardly repeat; a placeholder (`0000…`) does little else.
  if (new Set(bytes).size < 16) throw new Error(`${where} is not random: ${advice}`);
  return bytes;
}

function decode(text: string): Uint8Array | undefined {
  const isHex = /^[0-9a-f]+$/i.test(text);
  // Hex with a digit lost must not pass as base64.
  if (isHex && text.length % 2 === 1) return undefined;
  if (isHex) return new Uint8Array(Buffer.from(text, 'hex'));
  if (/^[\w+/-]+={0,2}$/.test(text)) return new Uint8Array(Buffer.from(text, 'base64'));
  return undefined;
}
