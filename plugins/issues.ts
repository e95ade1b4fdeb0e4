import { z } from 'zod';
import type { Remark } from '../schema/finding.ts';
import { type Path, unknown, wrong } from './remark.ts';

type Issue = z.core.$ZodIssue;

/**
 * What a shape found wrong, as remarks with their place in the value, in the words of the house. No value is repeated.
 */
export const remarksOf = (schema: z.ZodType, issues: readonly Issue[]): readonly Remark[] => below(schema, issues, []);

const below = (schema: z.ZodType, issues: readonly Issue[], base: Path): readonly Remark[] =>
  issues.filter((issue) => !echoes(issue, issues)).flatMap((issue) => remarksOfIssue(schema, issue, base));

/** A map whose only keys are unknown ones is then also said to be empty: once is enough. */
const echoes = (issue: Issue, issues: readonly Issue[]): boolean =>
  issue.code === 'custom' &&
  issues.some((other) => other.code === 'unrecognized_keys' && other.path.join('.') === issue.path.join('.'));

function remarksOfIssue(schema: z.ZodType, issue: Issue, base: Path): readonly Remark[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknown([...path, key], 'key', key, keysAt(schema, path)));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return below(schema, closest(issue.errors), path);
  return [wrong(path, textOf(issue, path))];
}

function textOf(issue: Issue, path: Path): string {
  if (issue.code === 'invalid_type') {
    const absent = issue.message.endsWith('received undefined');
    return absent ? `\`${path.at(-1)}\` is missing` : `this must be ${article(issue.expected)}`;
  }
  if (issue.code === 'invalid_value')
    return `this must be one of ${issue.values.map((one) => `\`${String(one)}\``).join(', ')}`;
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? 'this is no name';
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}

const words: Readonly<Record<string, string>> = {
  array: 'a list',
  record: 'a map',
  object: 'a map',
  string: 'a text',
  int: 'a whole number',
};
const article = (expected: string): string => words[expected] ?? `a ${expected}`;

/** Of the branches of a union, the one that the value went furthest into: its complaint is the one that helps. */
const closest = (branches: readonly (readonly Issue[])[]): readonly Issue[] =>
  [...branches].sort((a, b) => progress(b) - progress(a))[0] ?? [];

function progress(issues: readonly Issue[]): number {
  const furthest = Math.max(...issues.map((issue) => issue.path.length * 2 + headway(issue)));
  return issues.some((issue) => issue.code === 'unrecognized_keys') ? furthest - 1 : furthest;
}

/** How much of its own place an issue understood: a wrong type nothing, an absent key less than nothing. */
function headway(issue: Issue): number {
  if (issue.code === 'invalid_union') return Math.max(0, ...issue.errors.map(progress));
  if (issue.code === 'invalid_type') return issue.message.endsWith('received undefined') ? -1 : 0;
  return issue.code === 'custom' ? 2 : 1;
}

/** The keys that the shape has at this place, as far as it has a fixed set there. */
function keysAt(schema: unknown, path: Path): readonly string[] {
  const at = unwrapped(schema);
  if (at instanceof z.ZodUnion) return at.options.flatMap((option) => keysAt(option, path));
  if (path.length === 0) return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
  const [step, ...rest] = path;
  if (at instanceof z.ZodObject) return keysAt(at.shape[String(step)], rest);
  if (at instanceof z.ZodRecord) return keysAt(at.valueType, rest);
  if (at instanceof z.ZodArray) return keysAt(at.element, rest);
  return [];
}

function unwrapped(schema: unknown): unknown {
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in);
  const wraps = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return wraps ? unwrapped(schema.unwrap()) : schema;
}
