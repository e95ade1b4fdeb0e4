import { keyring } from '../../../plugins/pseudonyms/keyring.ts';

const secret = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);

export const first = keyring([{ id: 'k1', secret: secret(1) }]);

/** After a rotation: `k2` seals, `k1` only opens. */
export const rotated = keyring([
  { id: 'k2', secret: secret(2) },
  { id: 'k1', secret: secret(1) },
]);

/** Another house: the same id, another secret. */
export const foreign = keyring([{ id: 'k1', secret: secret(3) }]);

/** Every token that differs from this one in one bit of what it encodes, or is not its only spelling. */
export function* tampered(token: string): Generator<string> {
  const bytes = Buffer.from(token, 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    yield copy.toString('base64url');
  }
  yield `${token}=`;
  yield `${token}A`;
  yield ` ${token}`;
  yield token.slice(0, -1);
  yield bytes.toString('base64');
}

/** What people send who have no token. */
export const garbage = [
  '',
  '.',
  'Customer:42',
  'null',
  '🙈',
  '\0',
  'A'.repeat(100_000),
  'Amsx',
  'AmsxAAAAAAAA',
  '_'.repeat(91),
];
