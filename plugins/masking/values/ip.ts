import { isIP } from 'node:net';

/** An address as its groups: four octets, or eight groups of sixteen bits. */
export interface Address {
  readonly version: 4 | 6;
  readonly groups: readonly number[];
}

const v4 = (text: string): readonly number[] => text.split('.').map(Number);

/** The address that a text is; one of IPv4 in the clothes of IPv6 (`::ffff:203.0.113.77`) is one of IPv4. One with a zone is none. */
export function readAddress(text: string): Address | undefined {
  const version = text.length > 45 || text.includes('%') ? 0 : isIP(text);
  if (version === 4) return { version: 4, groups: v4(text) };
  if (version !== 6) return undefined;
  const groups = expand(text);
  const mapped = groups.slice(0, 5).every((one) => one === 0) && groups[5] === 0xffff;
  const [high = 0, low = 0] = groups.slice(6);
  if (mapped) return { version: 4, groups: [high >> 8, high & 255, low >> 8, low & 255] };
  return { version: 6, groups };
}

function expand(text: string): readonly number[] {
  const [head = '', tail] = text.split('::');
  const [before, after] = [groupsOf(head), groupsOf(tail ?? '')];
  return tail === undefined
    ? before
    : [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

const groupsOf = (text: string): readonly number[] =>
  text === ''
    ? []
    : text.split(':').flatMap((one) => {
        if (!one.includes('.')) return [Number.parseInt(one, 16)];
        const [a = 0, b = 0, c = 0, d = 0] = v4(one);
        return [a * 256 + b, c * 256 + d];
      });

/** The network of so many bits, its other bits zero. */
export const networkOf = ({ version, groups }: Address, bits: number): string => {
  const size = version === 4 ? 8 : 16;
  const kept = groups.map((group, at) => {
    const drop = Math.min(size, Math.max(0, (at + 1) * size - bits));
    return (group >> drop) << drop;
  });
  if (version === 4) return kept.join('.');
  const end = kept.findLastIndex((group) => group !== 0);
  return end === 7
    ? kept.map(hex).join(':')
    : `${kept
        .slice(0, end + 1)
        .map(hex)
        .join(':')}::`;
};

const hex = (group: number): string => group.toString(16);
