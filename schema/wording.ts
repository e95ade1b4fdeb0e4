import type { z } from 'zod';
import { quoteAll } from './nearest.ts';
import type { Path } from './yaml.ts';

/** What an issue of a shape says in our words. It names places and what would do, never the value. */
export function describe(issue: z.core.$ZodIssue, path: Path): string {
  const name = label(path);
  if (issue.code === 'invalid_type') return `${name} must be ${kindOf(issue.expected)}`;
  if (issue.code === 'invalid_value')
    return `${name} must be ${issue.values.length === 1 ? '' : 'one of '}${quoteAll(issue.values.map(String))}`;
  if (issue.code === 'too_small')
    return `${name} must ${amount(issue.origin, 'at least', Number(issue.minimum), issue.inclusive)}`;
  if (issue.code === 'too_big')
    return `${name} must ${amount(issue.origin, 'at most', Number(issue.maximum), issue.inclusive)}`;
  if (issue.code === 'invalid_format') return `${name} does not have the form it needs`;
  if (issue.code === 'not_multiple_of') return `${name} must be a multiple of ${issue.divisor}`;
  return `${name} is not usable`;
}

const measures: Readonly<Record<string, string>> = { string: 'character', array: 'item', map: 'entry', set: 'item' };

function amount(origin: string, bound: string, limit: number, inclusive = true): string {
  const exact = inclusive ? bound : bound === 'at least' ? 'more than' : 'less than';
  const measure = measures[origin];
  return measure ? `have ${exact} ${limit} ${measure}${limit === 1 ? '' : 's'}` : `be ${exact} ${limit}`;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  object: 'a map',
  record: 'a map',
  array: 'a list',
  null: 'nothing',
};

/** A kind of value, with its article. */
export const kindOf = (expected: string): string => kinds[expected] ?? `a ${expected}`;

/** The nearest key and what follows it: `grants.0`. */
export function label(path: Path): string {
  const key = path.findLastIndex((step) => typeof step === 'string');
  return path.length === 0 ? 'the file' : `\`${path.slice(Math.max(key, 0)).join('.')}\``;
}
