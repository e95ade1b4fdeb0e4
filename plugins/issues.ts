import { z } from 'zod';
import type { Remark } from '../schema/finding.ts';
import { type Path, unknown, wrong } from './remark.ts';

type Issue = z.core.$ZodIssue;

/** What a shape found wrong, as remarks with their place in the value, in the words of the house. No value is repeated. */
export const remarksOf = (schema: z.ZodType, issues: readonly Issue[]): readonly Remark[] =>
  issues.flatMap((issue) => remarksOfIssue(schema, issue, []));

function remarksOfIssue(schema: z.ZodType, issue: Issue, base: Path): readonly Remark[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknown([...path, key], 'key', key, keysAt(schema, path)));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return closest(issue.errors).flatMap((inner) => remarksOfIssue(schema, inner, path));
  }
  return [wrong(path, textOf(issue, path))];
}

function textOf(issue: Issue, path: Path): string {
  if (issue.code === 'invalid_type') {
    const absent = issue.message.endsWith('received undefined');
    return absent ? `\`${path.at(-1)}\` is missing` : `this must be ${article(issue.expected)}`;
  }
  if (issue.code === 'invalid_value') return `this must be one of ${issue.values.map((one) => `\`${String(one)}\``).join(', ')}`;
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}

const words: Readonly<Record<string, string>> = { array: 'a list', record: 'a map', object: 'a map', string: 'a text', int: 'a whole number' };
const article = (expected: string): string => words[expected] ?? `a ${expected}`;

/** Of the branches of a union, the one that the value went furthest into: its complaint is the one that helps. */
function closest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]): number =>
    Math.max(...issues.map((issue) => issue.path.length * 2 + (issue.code === 'invalid_type' ? 0 : 1)));
  return [...branches].sort((a, b) => depth(b) - depth(a))[0] ?? [];
}

/** The keys that the shape has at this place, as far as it has a fixed set there. */
function keysAt(schema: unknown, path: Path): readonly string[] {
  const at = unwrapped(schema);
  if (path.length === 0) return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
  const [step, ...rest] = path;
  if (at instanceof z.ZodObject) return keysAt(at.shape[String(step)], rest);
  if (at instanceof z.ZodRecord) return keysAt(at.valueType, rest);
  if (at instanceof z.ZodArray) return keysAt(at.element, rest);
  if (at instanceof z.ZodUnion) return at.options.flatMap((option) => keysAt(option, path));
  return [];
}

function unwrapped(schema: unknown): unknown {
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in);
  const wraps = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return wraps ? unwrapped(schema.unwrap()) : schema;
}
