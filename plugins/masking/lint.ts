import type { Remark } from '../../schema/finding.ts';
import { compareDisclosure } from '../../schema/terms/disclosure.ts';
import { type Path, unknown, unwise, wrong } from '../remark.ts';
import { canonicalCall, parseCall } from './call.ts';
import { type Ladder, type MaskingSection, type Rung, rungs } from './policy.ts';
import { techniques } from './techniques/index.ts';

/** What is wrong with the ladders: techniques that do not exist, stand in a rung that promises more, or out of order. */
export const lintLadders = ({ ladders }: MaskingSection): readonly Remark[] =>
  Object.entries(ladders).flatMap(([semantic, ladder]) => [
    ...lintId(semantic, ladder),
    ...rungs.flatMap((rung) => lintRung(ladder[rung] ?? [], rung, ['ladders', semantic, rung])),
  ]);

function lintId(semantic: string, ladder: Ladder): readonly Remark[] {
  const calls = rungs.flatMap((rung) => ladder[rung] ?? []);
  if (semantic !== 'id' || (calls.length === 1 && ladder.replaced?.[0]?.trim() === 'seal')) return [];
  return [
    wrong(
      ['ladders', 'id'],
      'an id is clear or sealed, so that it comes back',
      'write `id: { replaced: [seal] }`, or leave it out',
    ),
  ];
}

const lintRung = (calls: readonly string[], rung: Rung, path: Path): readonly Remark[] => [
  ...calls.flatMap((call, at) => lintCall(call, rung, [...path, at])),
  ...lintOrder(calls, path),
];

function lintCall(text: string, rung: Rung, path: Path): readonly Remark[] {
  const { name, args } = parseCall(text);
  const technique = techniques.get(name);
  if (!technique) return [unknown(path, 'technique', name, techniques.keys())];
  if (compareDisclosure(technique.disclosure, rung) < 0) {
    return [
      wrong(
        path,
        `\`${name}\` is ${technique.disclosure}, which tells more than ${rung}`,
        `move it to \`${technique.disclosure}\``,
      ),
    ];
  }
  const parsed = technique.parameters.safeParse(args);
  if (parsed.success) return [];
  const reason = parsed.error.issues.map((issue) => issue.message.toLowerCase()).join('; ');
  return [wrong(path, `\`${text}\` has wrong parameters: ${reason}`, technique.summary)];
}

/** Twice the same, or more telling than the one before: the first is the default, so order is what a policy means. */
function lintOrder(calls: readonly string[], path: Path): readonly Remark[] {
  const same = calls.map(canonicalCall);
  const left = calls.map(candidatesOf);
  return same.flatMap((call, at) => {
    if (same.indexOf(call) < at) return [wrong([...path, at], `\`${call}\` is listed twice`, 'remove one')];
    const [before, here] = [left[at - 1], left[at]];
    if (before === undefined || here === undefined || here >= before) return [];
    return [
      unwise([...path, at], `\`${call}\` tells more than \`${same[at - 1]}\` before it`, 'list the most telling first'),
    ];
  });
}

/** How many values remain, where that is a number. */
function candidatesOf(text: string): number | undefined {
  const { name, args } = parseCall(text);
  const technique = techniques.get(name);
  const parsed = technique?.parameters.safeParse(args);
  const left = parsed?.success ? technique?.candidates(...parsed.data) : undefined;
  return typeof left === 'number' ? left : undefined;
}
