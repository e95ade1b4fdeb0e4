import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { check } from '../../schema/check.ts';
import { interpolate } from '../../schema/interpolate.ts';
import { type Document, locateRemarks, type Refused, readYaml } from '../../schema/yaml.ts';

const said = (result: object): readonly string[] =>
  'findings' in result
    ? (result as Refused).findings.map(
        (one) => `${one.file}:${one.line}:${one.column} ${one.message}${one.advice ? ` | ${one.advice}` : ''}`,
      )
    : [];

function read(text: string): Document {
  const document = readYaml(text, 'f.yaml');
  if ('findings' in document) throw new Error(said(document).join('\n'));
  return document;
}

describe('a file that is not one plain YAML document is refused at its place', () => {
  test.each([
    ['a key twice', 'a: 1\nb: 2\na: 3', 'f.yaml:3:1 this key is here twice | keep one of the two'],
    ['a tab', 'a:\n\tb: 1', 'f.yaml:2:1 a tab indents this line | indent with spaces'],
    [
      'two documents',
      'a: 1\n---\nb: 2',
      'f.yaml:2:1 a second document begins here | one file holds one document: remove the `---`',
    ],
    ['a list as a key', 'a: 1\n[b, c]: 2', 'f.yaml:2:1 a key must be a plain text'],
    ['a tag', 'a: !!binary AAAA', 'f.yaml:1:4 tags are not used here | remove the `!`, or put the text in quotes'],
    [
      'a tag of somebody',
      'a: !run rm',
      'f.yaml:1:4 tags are not used here | remove the `!`, or put the text in quotes',
    ],
    ['a colon in a text', 'a: b: c', 'f.yaml:1:4 a `: ` stands inside a text | put the text in quotes'],
    ['an open quote', 'a: "b', 'f.yaml:1:6 this is not YAML: missing closing "quote'],
    [
      'a reference in a flow map',
      'a: { b: ${C} }',
      'f.yaml:1:10 this is not YAML: unexpected flow-map-start at node end | put a text that holds `${` in quotes',
    ],
    ['an alias to nothing', 'a: 1\nb: *x', 'f.yaml:2:4 no anchor `x` stands before this alias'],
    ['a prototype', 'a: 1\n__proto__: { b: 1 }', 'f.yaml:2:1 `__proto__` is not a key'],
  ])('%s', (_, text, expected) => {
    expect(said(readYaml(text, 'f.yaml'))[0]).toBe(expected);
  });

  test('anchors cannot blow a small file up', () => {
    const bomb = `a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]`;
    expect(said(readYaml(bomb, 'f.yaml'))).toEqual([
      'f.yaml:3:5 an alias leads to another alias | write it out',
      'f.yaml:3:9 an alias leads to another alias | write it out',
    ]);
    const many = `a: &a 1\nb: [${'*a, '.repeat(1000)}]`;
    expect(said(readYaml(many, 'f.yaml'))).toEqual(['f.yaml:2:405 there are more than 100 aliases | write them out']);
    expect(said(readYaml('a: &a [*a]', 'f.yaml'))).toHaveLength(1);
  });

  test('depth and size are bounded, and a broken file tells at most ten errors', () => {
    expect(said(readYaml('['.repeat(100_000), 'f.yaml')).length).toBeLessThanOrEqual(10);
    expect(said(readYaml(' '.repeat(1024 * 1024 + 1), 'f.yaml'))).toEqual([
      'f.yaml:1:1 the file is larger than 1 MiB | split what does not belong together',
    ]);
  });
});

test('a scalar is at its text, a list or a map at its key, and what is missing at the nearest thing around it', () => {
  const document = read('a:\n  b:\n    - c: 1\n    -  d\n  e:\nf: &x { g: 2 }\nh: *x');
  const at = (...path: (string | number)[]) => Object.values(document.locate(path)).join(':');
  expect(at('a')).toBe('1:1');
  expect(at('a', 'b')).toBe('2:3');
  expect(at('a', 'b', 0, 'c')).toBe('3:10');
  expect(at('a', 'b', 1)).toBe('4:8');
  expect(at('a', 'e')).toBe('5:3');
  expect(at('a', 'missing', 'deeper')).toBe('1:1');
  expect(at('a', 'b', 9)).toBe('2:3');
  expect(at('f', 'g')).toBe('6:12');
  expect(at('h', 'g')).toBe('6:12');
  expect(at()).toBe('1:1');
  expect(locateRemarks([{ severity: 'warning', path: ['a', 'b', 1], message: 'm' }], document)).toEqual([
    { severity: 'warning', path: ['a', 'b', 1], message: 'm', file: 'f.yaml', line: 4, column: 8 },
  ]);
});

describe('a document that does not fit its shape', () => {
  const shape = z.strictObject({
    port: z.number().int().max(65535),
    host: z.string().min(1).describe('say where to listen'),
    kind: z.enum(['pglite', 'postgres']),
    names: z.record(z.string().regex(/^[a-z]+$/, 'a name is lower-case letters'), z.boolean()).optional(),
    either: z.union([z.string(), z.strictObject({ field: z.string(), by: z.string().optional() })]).optional(),
    items: z
      .array(z.strictObject({ x: z.number() }))
      .min(1)
      .optional(),
  });
  const refused = (text: string) => said(check(shape, read(text)));
  const good = 'port: 1\nhost: h\nkind: pglite\n';

  test('is told by every issue, in the order of the file', () => {
    expect(refused('kind: pglit\nport: 70000.5\nprot: 1')).toEqual([
      'f.yaml:1:1 `host` is missing in the file | say where to listen',
      'f.yaml:1:7 `kind` must be one of `pglite`, `postgres` | did you mean `pglite`?',
      'f.yaml:2:7 `port` must be a whole number',
      'f.yaml:3:1 `prot` is not a key of the file | did you mean `port`?',
    ]);
  });

  test('is told by what was most likely meant, where a shape is a choice', () => {
    expect(refused(`${good}either: { field: a, bye: b }`)).toEqual([
      'f.yaml:4:21 `bye` is not a key of `either` | did you mean `by`?',
    ]);
    expect(refused(`${good}either: 3`)).toEqual(['f.yaml:4:9 `either` must be a text or a map']);
    expect(refused(`${good}either: { by: b }`)).toEqual(['f.yaml:4:1 `field` is missing in `either`']);
  });

  test('is told about keys, items and sizes', () => {
    expect(refused(`${good}names: { A1: true }`)).toEqual(['f.yaml:4:10 a name is lower-case letters']);
    expect(refused(`${good}items: []`)).toEqual(['f.yaml:4:1 `items` must have at least 1 item']);
    expect(refused(`${good}items: [{ x: 1 }, { x: y }]`)).toEqual(['f.yaml:4:24 `x` must be a number']);
    expect(refused(`${good}items: [{ x: 1 }, {}]`)).toEqual(['f.yaml:4:19 `x` is missing in `items.1`']);
    expect(refused(`${good}items: [{ x: 1 }, 7]`)).toEqual(['f.yaml:4:19 `items.1` must be a map']);
    expect(refused('')).toEqual(['f.yaml:1:1 the file must be a map']);
    expect(refused(`${good}zzzzzz: 1`)).toEqual([
      'f.yaml:4:1 `zzzzzz` is not a key of the file | there are `port`, `host`, `kind`, `names`, `either`, `items`',
    ]);
  });

  test('is told without repeating a value, which may be a secret of the environment', () => {
    const document = interpolate(
      read(`port: \${S}\nhost: h\nkind: \${S}\nnames: { a: "\${S}" }\neither: [ "\${S}" ]`),
      { S: 'hunter2' },
    );
    if ('findings' in document) throw new Error('not usable');
    const findings = check(shape, document);
    expect(said(findings)).toHaveLength(4);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });
});

describe('texts are filled from the environment', () => {
  const filled = (text: string, environment: Record<string, string>) => interpolate(read(text), environment);

  test('with a default for what is not set or empty, and only values, never keys', () => {
    expect(filled('${A}: ["${A}-${B:-b}", "$${A}", "${C:-}", 4]', { A: 'a', B: '' })).toMatchObject({
      value: { '${A}': ['a-b', '${A}', '', 4] },
    });
  });

  test('what comes in is not looked at again', () => {
    expect(filled('a: ${A}', { A: '${B}' })).toMatchObject({ value: { a: '${B}' } });
  });

  test('a missing variable and one that is not closed are located', () => {
    expect(said(filled('a:\n  - x\n  - ${NOPE}\nb: "${OPEN"', {}))).toEqual([
      'f.yaml:3:5 `NOPE` is not set | set it in the environment, or write `${NOPE:-default}`',
      'f.yaml:4:4 a `${` here is not closed | write `${NAME}` or `${NAME:-default}`, or `$${` for the characters',
    ]);
    expect(said(filled('a: ${constructor}', {}))).toHaveLength(1);
  });
});
