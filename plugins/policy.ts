import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Remark } from '../schema/finding.ts';
import type { Policy } from '../schema/policy.ts';
import type { Concern, World } from './contract.ts';
import { concerns } from './index.ts';
import { remarksOf } from './issues.ts';
import { unknown, wrong } from './remark.ts';

/**
 * What became of a policy file's value: the policy where nothing is wrong with its shape, and all that is wrong
 * elsewhere.
 */
export interface ParsedPolicy {
  readonly policy?: Policy;
  readonly remarks: readonly Remark[];
}

/** Reads the value of `policy.yaml`: every key belongs to a concern, and each concern parses its own. */
export function parsePolicy(value: unknown, set: readonly Concern<unknown>[] = concerns): ParsedPolicy {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { remarks: [wrong([], 'a policy is a map of sections', 'begin with `tiers`, `categories` and `purposes`')] };
  }
  const file = value as Readonly<Record<string, unknown>>;
  const known = Object.keys(policySchema(set).shape);
  const strange = Object.keys(file).filter((key) => !known.includes(key));
  const parsed = set.map((concern) => ({ concern, result: concern.section.safeParse(pick(file, keysOf(concern))) }));
  const remarks = [
    ...strange.map((key) => unknown([key], 'section', key, known)),
    ...parsed.flatMap(({ concern, result }) => (result.success ? [] : remarksOf(concern.section, result.error.issues))),
  ];
  if (remarks.length > 0) return { remarks: withoutDoubles(remarks) };
  const sections = Object.fromEntries(parsed.map(({ concern, result }) => [concern.name, result.data]));
  return { policy: Object.freeze({ version: versionOf(sections), sections: Object.freeze(sections) }), remarks: [] };
}

/** What is legal by its shape, but wrong or unwise beside the rest of the policy and the catalogue. */
export const lintPolicy = (world: World, set: readonly Concern<unknown>[] = concerns): readonly Remark[] =>
  withoutDoubles(set.flatMap((concern) => concern.lint?.(sectionOf(world.policy, concern), world) ?? []));

/** A concern's section of the policy. It throws where the policy was read without this concern. */
export function sectionOf<Section>(policy: Policy, concern: Concern<Section>): Section {
  if (!Object.hasOwn(policy.sections, concern.name))
    throw new Error(`the policy has no section for \`${concern.name}\``);
  return policy.sections[concern.name] as Section;
}

/**
 * The whole file's shape, for editors. Where two concerns read one key, the one that owns it is the one that describes
 * it.
 */
export function policySchema(set: readonly Concern<unknown>[] = concerns): z.ZodObject {
  const entries = set.flatMap((concern) =>
    concern.section instanceof z.ZodObject ? Object.entries(concern.section.shape) : [],
  );
  const owned = entries.filter(([, shape]) => shape.description !== undefined);
  return z.strictObject(Object.fromEntries([...entries, ...owned]));
}

const keysOf = (concern: Concern<unknown>): readonly string[] =>
  concern.section instanceof z.ZodObject ? Object.keys(concern.section.shape) : [];

const pick = (file: Readonly<Record<string, unknown>>, keys: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(keys.filter((key) => Object.hasOwn(file, key)).map((key) => [key, file[key]]));

/** Two concerns that read one key both complain of it. */
function withoutDoubles(remarks: readonly Remark[]): readonly Remark[] {
  const keyed = new Map(remarks.map((remark) => [JSON.stringify([remark.path, remark.message]), remark]));
  return [...keyed.values()];
}

/** 128 bits of SHA-256 over the parsed sections, whatever the order of their keys. */
const versionOf = (sections: Readonly<Record<string, unknown>>): string =>
  createHash('sha256').update(JSON.stringify(sections, sorted)).digest().subarray(0, 16).toString('base64url');

const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
