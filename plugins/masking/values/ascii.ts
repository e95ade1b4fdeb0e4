/** What a byte of ASCII is, as the patterns of this folder see it. */
export const isAscii = (byte: number): boolean => byte < 0x80;
export const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const isLetter = (byte: number): boolean => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
export const isAlphanumeric = (byte: number): boolean => isDigit(byte) || isLetter(byte);

export const star = 0x2a;

/** Copies bytes and gives where the next one goes. */
export function put(into: Uint8Array, at: number, value: Uint8Array, from: number, to: number): number {
  for (let i = from; i < to; i += 1) into[at + i - from] = value[i] as number;
  return at + to - from;
}
