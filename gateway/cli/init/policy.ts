import { discoveredCategories } from '../../../plugins/classification/discover/facts.ts';
import { draftTiers } from '../../../plugins/classification/discover/classify.ts';
import { parseCall } from '../../../plugins/masking/call.ts';
import { techniques } from '../../../plugins/masking/techniques/index.ts';
import type { FieldType } from '../../../schema/terms/field.ts';
import { semantics } from '../../../schema/terms/semantics/index.ts';
import type { DrawnEntity } from '../../discover/draft/print.ts';
import { entitiesFor, openedTo, type Reader, readers, semanticOf } from './opened.ts';
import { waiting } from './reserved.ts';
import type { FileWords } from './words.ts';
import { flow, listed, remark } from './yaml-lines.ts';

/** The starting `policy.yaml` for what was found: roles, purposes, and a ladder for each semantic type that has one. */
export function policyText(entities: readonly DrawnEntity[], words: FileWords): string {
  const { policy, descriptions } = words;
  const lines = [
    ...remark('', policy.head),
    '',
    ...remark('', policy.tiers),
    `tiers: ${flow([...draftTiers, waiting])}`,
    `categories: ${flow(discoveredCategories)}`,
    '',
    ...remark('', policy.purposes),
    'purposes:',
    ...readers.flatMap((reader) => purposeLines(reader, words)),
    '',
    ...remark('', policy.roles),
    'roles:',
    ...readers.flatMap((reader) => [...roleLines(reader, entities, words), '']),
    ...remark('  ', words.reads.auditor),
    `  auditor: { description: ${JSON.stringify(descriptions.auditor)}, tier: general, grants: [] }`,
    '',
    ...remark('', policy.ladders),
    ...ladderLines(entities),
    '',
    ...remark('', [policy.limits]),
    'limits:',
    '  depth: 12',
    '  aliases: 30',
    '  tokens: 2000',
    '  page: { default: 20, max: 1000 }',
    '  rows: 20000',
    '',
    ...remark('', [policy.audit]),
    'audit:',
    '  record: always',
  ];
  return `${lines.join('\n')}\n`;
}

const purposeLines = (
  { purpose, legalBasis, tier, categories }: Reader,
  { descriptions }: FileWords,
): readonly string[] => [
  `  ${purpose}:`,
  `    description: ${JSON.stringify(descriptions[purpose as keyof typeof descriptions])}`,
  `    legalBasis: ${legalBasis}`,
  `    tier: ${tier}`,
  `    categories: ${flow(categories)}`,
];

function roleLines(reader: Reader, all: readonly DrawnEntity[], words: FileWords): readonly string[] {
  const { role, purpose, tier } = reader;
  const entities = entitiesFor(reader, all);
  const head = [
    ...remark('  ', words.reads[role]),
    `  ${role}:`,
    `    description: ${JSON.stringify(words.descriptions[role])}`,
    `    tier: ${tier}`,
  ];
  if (entities.length === 0) return [...head, '    grants: []'];
  const counted = entities.filter(({ fields }) => fields.some(({ name }) => name === 'id')).map(({ name }) => name);
  return [
    ...head,
    '    grants:',
    `      - purposes: [${purpose}]`,
    ...listed(
      '        ',
      'roots',
      entities.map(({ roots }) => roots.many),
    ),
    ...giftLines(reader, entities),
    ...(role === 'analyst' ? listed('        ', 'count', counted) : []),
    ...(role === 'support' ? remark('        ', words.policy.lookup) : []),
  ];
}

/** Fields by their semantic types: what gets one later is governed at once. */
function giftLines(reader: Reader, entities: readonly DrawnEntity[]): readonly string[] {
  const given = new Map<string, string>();
  for (const field of entities.flatMap(({ fields }) => fields)) {
    const disclosure = openedTo(reader, field);
    if (disclosure) given.set(`semantic:${semanticOf(field)}`, disclosure);
  }
  return (['clear', 'reduced', 'replaced', 'withheld'] as const).flatMap((disclosure) =>
    listed(
      '        ',
      disclosure,
      [...given]
        .filter(([, one]) => one === disclosure)
        .map(([selector]) => selector)
        .sort(),
    ),
  );
}

function ladderLines(entities: readonly DrawnEntity[]): readonly string[] {
  const found = Map.groupBy(
    entities.flatMap(({ fields }) => fields),
    semanticOf,
  );
  const lines = [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([semantic, fields]): readonly string[] => {
      // Discovery knows more types than there are ladders for: those wait for somebody to say how.
      if (semantic !== 'id' && !semantics[semantic]) return [`  ${semantic}: { withheld: [withhold] }`];
      const { reduced, replaced } = semantics[semantic]?.ladder ?? {};
      const calls = [...(reduced ?? []), ...(replaced ?? [])];
      // A ladder that is written and does not take a field's type is a mistake; the usual one withholds the field.
      const misfit = fields.some(({ type, name }) => name !== 'id' && !calls.every((call) => takes(call, type)));
      const rungs = [...rung('reduced', reduced), ...rung('replaced', replaced)];
      return rungs.length > 0 && !misfit ? [`  ${semantic}: { ${rungs.join(', ')} }`] : [];
    });
  return lines.length > 0 ? ['ladders:', ...lines] : ['ladders: {}'];
}

const takes = (call: string, type: FieldType): boolean =>
  techniques.get(parseCall(call).name)?.types.includes(type) ?? false;

const rung = (name: string, calls: readonly string[] | undefined): readonly string[] =>
  calls ? [`${name}: ${flow(calls)}`] : [];
