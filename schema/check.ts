import type { z } from 'zod';
import type { Finding } from './finding.ts';
import { adviseNames, quoteAll } from './nearest.ts';
import { branchesAt, keysOf } from './shape.ts';
import { describe, kindOf, label } from './wording.ts';
import type { Document, Path, Refused } from './yaml.ts';

type Issue = z.core.$ZodIssue;

/**
 * Checks a document against its shape. Each issue becomes a finding at its place, in our words; where the shape itself
 * has a message for it, in those. No finding holds a value of the file: it may come from the environment.
 */
export function check<T>(shape: z.ZodType<T>, document: Document): { readonly value: T } | Refused {
  const result = shape.safeParse(document.value, { error: () => unsaid });
  if (result.success) return { value: result.data };
  const findings = result.error.issues.flatMap((issue) => explain(issue, [], { shape, document }));
  return { findings: findings.sort((a, b) => a.line - b.line || a.column - b.column) };
}

/** What an issue says whose shape has no message of its own. */
const unsaid = '';

interface Context {
  readonly shape: z.ZodType;
  readonly document: Document;
}

function explain(issue: Issue, around: Path, context: Context): readonly Finding[] {
  const path = [...around, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, path, context));
  if (issue.code === 'invalid_union') return unionIssue(issue, path, context);
  if (issue.code === 'invalid_key')
    return [
      found(path, said(issue.issues[0]) || `\`${path.at(-1)}\` is not a name that is allowed here`, context, 'key'),
    ];
  if (valueAt(context.document.value, path) === undefined) return [missingKey(issue, path, context)];
  return [found(path, said(issue) || describe(issue, path), context, undefined, adviceFor(issue, path, context))];
}

const said = (issue: Issue | undefined): string | undefined => issue?.message || undefined;

function found(path: Path, message: string, context: Context, at?: 'key', advice?: string): Finding {
  const { document } = context;
  return {
    severity: 'error',
    file: document.file,
    ...document.locate(path, at),
    path,
    message,
    ...(advice ? { advice } : {}),
  };
}

function unknownKey(key: string, path: Path, context: Context): Finding {
  const allowed = [...new Set(branchesAt(context.shape, path).flatMap(keysOf))];
  return found([...path, key], `\`${key}\` is not a key of ${label(path)}`, context, 'key', adviseNames(key, allowed));
}

function missingKey(issue: Issue, path: Path, context: Context): Finding {
  const message = said(issue) || `\`${path.at(-1)}\` is missing in ${label(path.slice(0, -1))}`;
  const values = issue.code === 'invalid_value' ? `one of ${quoteAll(issue.values.map(String))}` : undefined;
  return found(path, message, context, 'key', meaningOf(path, context) ?? values);
}

/** What the shape itself says about this place. */
const meaningOf = (path: Path, context: Context): string | undefined =>
  branchesAt(context.shape, path)
    .map((shape) => shape.description)
    .find(Boolean);

/** Of a union the branch counts that the value comes nearest to: the one of its own kind, then the one with the fewest issues. */
function unionIssue(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  context: Context,
): readonly Finding[] {
  if (issue.message) return [found(path, issue.message, context)];
  const ofKind = issue.errors.filter(
    (branch) => !branch.some((one) => one.code === 'invalid_type' && one.path.length === 0),
  );
  const [nearest] = [...ofKind].sort((a, b) => a.length - b.length);
  if (nearest) return nearest.flatMap((one) => explain(one, path, context));
  if (valueAt(context.document.value, path) === undefined) return [missingKey(issue, path, context)];
  const kinds = [
    ...new Set(
      issue.errors.flat().map((one) => (one.code === 'invalid_type' ? kindOf(one.expected) : 'something else')),
    ),
  ];
  return [found(path, `${label(path)} must be ${kinds.join(' or ')}`, context)];
}

function adviceFor(issue: Issue, path: Path, context: Context): string | undefined {
  if (issue.code === 'invalid_format')
    return issue.message || !issue.pattern ? undefined : `it must match ${issue.pattern}`;
  const given = valueAt(context.document.value, path);
  if (given === null) return meaningOf(path, context);
  if (issue.code !== 'invalid_value' || typeof given !== 'string') return undefined;
  const advice = adviseNames(given, issue.values.map(String));
  return advice?.startsWith('did') ? advice : undefined;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, step)
        ? (at as Record<string | number, unknown>)[step]
        : undefined,
    value,
  );
}
