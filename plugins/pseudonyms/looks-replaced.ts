import { fromToken } from './token.ts';

const longest = 65_536;
const pseudonym = /^p[a-z0-9]{1,8}\.[A-Za-z0-9_-]{22}$/;

/** Whether a text has the form of a pseudonym or of a token, whoever it was made for, and under whatever key. */
export const looksReplaced = (text: string): boolean => pseudonym.test(text) || isToken(text);

/** A tag of sixteen bytes and at least one block of sixteen behind the key's id. */
function isToken(text: string): boolean {
  // Its first byte is the length of the key's id: 1 to 8. The rest is not decoded where that cannot be.
  if (!/^[ABC]/.test(text)) return false;
  const sealed = fromToken(text, longest);
  return sealed !== undefined && /^[a-z0-9]{1,8}$/.test(sealed.keyId) && isWhole(sealed.bytes.length);
}

const isWhole = (bytes: number): boolean => bytes >= 32 && bytes % 16 === 0;
