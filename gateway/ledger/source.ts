import { isIPv4, isIPv6 } from 'node:net';

/**
 * Where a request came from, coarsely: the /24 of an IPv4 address, the /48 of an IPv6 one. A full address is personal
 * data (GDPR recital 30) and is kept out of the record; a network is enough to see where an attack comes from.
 */
export function sourceOf(address: string | undefined): string {
  const bare = (address ?? '').replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare;
  if (isIPv4(mapped)) return `${mapped.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(mapped)) return 'unknown';
  // The URL standard writes an address in its one canonical form, with dotted quads turned into groups.
  const [head = '', tail] = new URL(`http://[${mapped}]`).hostname.slice(1, -1).split('::');
  const groups = head === '' ? [] : head.split(':');
  const behind = tail ? tail.split(':') : [];
  const missing = tail === undefined ? 0 : 8 - groups.length - behind.length;
  const all = [...groups, ...Array<string>(missing).fill('0'), ...behind];
  return `${all.slice(0, 3).join(':')}::/48`;
}
