import { isIPv6 } from 'node:net';
import type { Found } from './span.ts';

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
/** A version is written alike: `version 1.2.3.4`, `v1.2.3.4`, `版本1.2.3.4`. */
const version = /(?:version|release|firmware|build|update|\bv|ver\.?|版本号?|固件|版)[ :]{0,2}$/;
const ipv4 = new RegExp(`(?<![0-9a-z]|[0-9]\\.)${octet}(?:\\.${octet}){3}(?![0-9a-z]|\\.[0-9])`, 'g');
const mac = /(?<![0-9a-f:-])[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![0-9a-f:]|-[0-9a-f])/g;
/** Longer is none: eight groups of four. */
const ipv6 = /(?<![0-9a-z:.])[0-9a-f]{0,4}:[0-9a-f:]{1,38}(?:\.[0-9.]{5,11})?(?![0-9a-z:])/g;

/** Addresses of machines: IPv4, IPv6, MAC. */
export function findNetwork(text: string): readonly Found[] {
  const v4 = found(text, ipv4, 'ip').filter(({ start }) => !version.test(text.slice(Math.max(0, start - 10), start)));
  const v6 = found(text, ipv6, 'ip').filter(({ start, end }) => isLongV6(text.slice(start, end)));
  return [...v4, ...found(text, mac, 'mac'), ...v6];
}

/** A time and a C++ scope are short: `::`, `a::b`. */
const isLongV6 = (text: string): boolean => isIPv6(text) && (text.match(/[0-9a-f]+/g) ?? []).length > 2;

const found = (text: string, pattern: RegExp, kind: 'ip' | 'mac'): readonly Found[] =>
  Array.from(text.matchAll(pattern), ({ index, 0: match }) => ({ start: index, end: index + match.length, kind }));
