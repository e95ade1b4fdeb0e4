import { demoSurrogates } from '../../gateway/cli/mask/demo-keys.ts';
import { typed } from '../../gateway/cli/mask/typed.ts';
import { parseCall } from '../../plugins/masking/call.ts';
import type { Candidates, Technique } from '../../plugins/masking/technique.ts';
import { techniques } from '../../plugins/masking/techniques/index.ts';
import { survives } from '../../plugins/masking/uses.ts';
import { semantics } from '../../schema/terms/semantics/index.ts';
import type { Semantic } from '../../schema/terms/semantics/semantic.ts';
import { uses, usesOfType } from '../../schema/terms/field.ts';
import { english, type Words, chinese } from './technique-words.ts';

/** A row of the table as a document shows it. */
interface Row {
  readonly technique: Technique;
  readonly call: string;
  readonly example: string;
  readonly left: Candidates;
  readonly uses: readonly string[];
}

function rowOf(technique: Technique): Row {
  const call = technique.call ?? technique.name;
  const args = technique.parameters.parse(parseCall(call).args);
  const { surrogates } = demoSurrogates('Example.value');
  const { type, value } = typed(String(technique.example), technique.types);
  const field = {
    coordinate: 'Example.value',
    entity: 'Example',
    name: 'value',
    type,
    tier: 'internal',
    category: 'identity',
    semantic: 'plain',
  };
  const out = technique.bind({ field, surrogates }, ...args).mask(value, ['Emma Johnson'], 'Example:1');
  const left = technique.left?.(String(technique.example), ...args) ?? technique.candidates(...args);
  const kept = uses.filter(
    (use) => technique.types.some((of) => usesOfType[of].includes(use)) && survives(technique, args, use),
  );
  return {
    technique,
    call,
    example: `${code(String(technique.example))} → ${out === null ? 'null' : code(String(out))}`,
    left,
    uses: kept,
  };
}

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

const number = (left: number): string =>
  left < 1e9 ? new Intl.NumberFormat('en').format(Math.round(left)) : `10^${Math.round(Math.log10(left))}`;

function tableOf(rows: readonly Row[], words: Words): readonly string[] {
  return [
    `| ${words.head.join(' | ')} |`,
    `|${words.head.map(() => ' --- ').join('|')}|`,
    ...rows.map(({ technique, call, example, left, uses: kept }) => {
      const leaves = typeof left === 'number' ? number(left) : words.phrase(left);
      const cells = [
        code(call),
        words.summary(technique),
        example,
        leaves,
        technique.reversible ? words.yes : words.no,
        kept.map((use) => code(use)).join(' '),
        words.avoid(technique),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}

const laddersOf = (words: Words): readonly string[] => [
  `| ${words.ladders.join(' | ')} |`,
  `|${words.ladders.map(() => ' --- ').join('|')}|`,
  ...Object.entries(semantics).map(
    ([name, semantic]: readonly [string, Semantic]) =>
      `| ${code(name)} | ${words.label(semantic)} | ${listed(semantic.ladder.reduced)} | ${listed(semantic.ladder.replaced)} |`,
  ),
];

const listed = (calls: readonly string[] = []): string => calls.map(code).join(', ') || '–';

function document(words: Words): string {
  const rows = [...techniques.values()].map(rowOf);
  const of = (disclosure: Technique['disclosure']) =>
    rows.filter(({ technique }) => technique.disclosure === disclosure);
  return [
    ...words.intro,
    ...words.sections.flatMap(({ disclosure, title, text }) => [
      '',
      `## ${title}`,
      '',
      text,
      '',
      ...tableOf(of(disclosure), words),
    ]),
    '',
    ...words.defaults,
    '',
    ...laddersOf(words),
    '',
    ...words.combination,
    '',
  ].join('\n');
}

/** The documents that are made of the table: path and text. */
export const techniqueFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ['docs/techniques.md', document(english)],
    ['docs/techniques.zh-CN.md', document(chinese)],
  ]);
