import type { Value } from '../../../schema/terms/field.ts';
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
