import type { Span } from './span.ts';

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const ipv4 = new RegExp(`(?<![0-9]|[0-9]\\.)${octet}(?:\\.${octet}){3}(?![0-9]|\\.[0-9])`, 'g');

/** IPv4 addresses. */
export const findAddresses = (text: string): readonly Span[] =>
  Array.from(text.matchAll(ipv4), ({ index, 0: found }) => ({ start: index, end: index + found.length, kind: 'ip' }));
