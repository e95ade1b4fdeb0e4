import type { Value } from '../../../schema/terms/field.ts';
import { misfit, undecided } from '../technique.ts';
import { isAlphanumeric, isAscii, isDigit } from './ascii.ts';
import { wellFormed } from './text.ts';

/** RFC 5321 section 4.5.3.1: 64 for the local part, 254 for the whole. */
const longestLocal = 64;
const longest = 254;

const local = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]+$/u;
const label = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;

/** The two sides of an e-mail address, or nothing. A local part of one character is none: its first letter is all of it. */
export function readEmail(value: Value): { readonly local: string; readonly domain: string } | undefined {
  const text = typeof value === 'string' && value.length <= longest ? wellFormed(value) : undefined;
  const [name = '', domain = '', ...more] = text?.split('@') ?? [];
  if (more.length > 0 || name.length > longestLocal || !local.test(name) || !isDomain(domain)) return undefined;
  return { local: name, domain };
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  return (
    labels.length > 1 &&
    labels.every((part) => part.length < 64 && label.test(part)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  );
}

const at = 0x40;
const dot = 0x2e;
const dash = 0x2d;
const others: ReadonlySet<number> = new Set(Buffer.from(".!#$%&'*+/=?^_`{|}~-"));

/** Where the `@` of an address in ASCII stands; `misfit` where it is none, `undecided` where it is not ASCII. */
export function signOf(value: Uint8Array, from: number, to: number): number {
  let sign = -1;
  for (let i = from; i < to; i += 1) {
    const byte = value[i] as number;
    if (!isAscii(byte)) return undecided;
    if (byte === at) {
      if (sign >= 0) return misfit;
      sign = i;
    } else if (sign < 0 && !isAlphanumeric(byte) && (i === from || !others.has(byte))) return misfit;
  }
  const isName = sign - from >= 2 && sign - from <= longestLocal && to - from <= longest;
  return isName && isAsciiDomain(value, sign + 1, to) ? sign : misfit;
}

/** Labels of letters, digits and dashes, two at least, none empty or longer than 63; the last is no number. */
function isAsciiDomain(value: Uint8Array, from: number, to: number): boolean {
  let start = from;
  let labels = 0;
  let numeric = true;
  for (let i = from; i <= to; i += 1) {
    const byte = value[i] as number;
    if (i < to && byte !== dot) {
      if (!isAlphanumeric(byte) && (byte !== dash || i === start)) return false;
      numeric &&= isDigit(byte);
      continue;
    }
    if (i === start || i - start > 63 || value[i - 1] === dash) return false;
    labels += 1;
    if (i === to) return labels > 1 && !numeric;
    start = i + 1;
    numeric = true;
  }
  return false;
}
