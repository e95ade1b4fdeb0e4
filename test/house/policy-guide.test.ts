import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { lintPolicy, parsePolicy } from '../../plugins/policy.ts';
import type { Remark } from '../../schema/finding.ts';
import { demoCatalogue } from '../fixtures/demo-config.ts';
import { root } from './sources.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const guides = ['docs/policy.md', 'docs/policy.zh-CN.md'] as const;
const catalogue = demoCatalogue();

interface Example {
  readonly name: string;
  readonly yaml: string;
  /** What a check says of it, where it is a mistake. */
  readonly said?: string;
}

/** Every YAML of a guide, each with the text that stands right below it. */
const examplesOf = (guide: string): readonly Example[] =>
  [...read(guide).matchAll(/```yaml\n([\s\S]*?)```\n(?:\n```text\n([\s\S]*?)```)?/g)].map(
    ([, yaml = '', said], at) => ({
      name: `${at + 1}: ${yaml.split('\n')[1]?.trim()}`,
      yaml,
      ...(said !== undefined && { said }),
    }),
  );

type Value = Readonly<Record<string, unknown>>;
const isMap = (value: unknown): value is Value => typeof value === 'object' && value !== null && !Array.isArray(value);

/** One example on top of those before it: maps are joined, anything else is replaced. */
const joined = (below: Value, above: Value): Value => ({
  ...below,
  ...Object.fromEntries(
    Object.entries(above).map(([key, value]) => [
      key,
      isMap(value) && isMap(below[key]) ? joined(below[key], value) : value,
    ]),
  ),
});

function remarksOf(value: Value): string {
  const { policy, remarks } = parsePolicy(value);
  return (policy ? lintPolicy({ policy, catalogue }) : remarks).map(inWords).join('');
}

const inWords = ({ severity, message, advice }: Remark): string =>
  `${severity} ${message}\n${advice === undefined ? '' : `  ${advice}\n`}`;

describe.each(guides)('%s', (guide) => {
  const examples = examplesOf(guide);
  /** What stands before an example, and was no mistake. */
  const upTo = (at: number): Value =>
    examples
      .slice(0, at)
      .reduce<Value>((sum, { yaml, said }) => (said === undefined ? joined(sum, parse(yaml)) : sum), {});

  test.each(examples.map((example, at) => [example.name, example, at] as const))(
    'has an example of which a check says what stands there (%s)',
    (_, { yaml, said = '' }, at) => {
      expect(remarksOf(joined(upTo(at), parse(yaml)))).toBe(said);
    },
  );

  test('has an example for every section of a policy', () => {
    expect(Object.keys(upTo(examples.length)).sort()).toEqual([
      'audit',
      'candidates',
      'categories',
      'consent',
      'ladders',
      'limits',
      'minimumGroups',
      'partners',
      'purposes',
      'roles',
      'tiers',
    ]);
  });
});

test('the two guides have the same sections, examples and commands', () => {
  const outline = (guide: string): readonly number[] =>
    [...read(guide).matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length);
  const blocks = (guide: string): readonly string[] =>
    [...read(guide).matchAll(/```(?:sh|yaml|text)\n[\s\S]*?```/g)].map(([block]) => block.replace(/\s+#.*$/gm, ''));
  const rows = (guide: string): number => [...read(guide).matchAll(/^\|/gm)].length;
  const [english, chinese] = guides;
  expect(outline(chinese)).toEqual(outline(english));
  expect(blocks(chinese)).toEqual(blocks(english));
  expect(rows(chinese)).toBe(rows(english));
});
