import type { Remark } from '../../schema/finding.ts';
import { type Path, wrong } from '../remark.ts';
import { canonicalCall, parseCall } from './call.ts';
import { piecesOf } from './combination/shown.ts';
import { computable } from './computable.ts';
import { techniques } from './techniques/index.ts';

/**
 * Twice the same, more telling than the one before, or telling something else. The first is the default and wins where grants
 * meet, so order is what a policy means; and who gets two of them must know no more than who gets the first.
 */
export function lintOrder(calls: readonly string[], path: Path): readonly Remark[] {
  const same = calls.map(canonicalCall);
  return same.flatMap((call, at) => {
    if (same.indexOf(call) < at) return [wrong([...path, at], `\`${call}\` is listed twice`, 'remove one')];
    const before = same[at - 1];
    return before === undefined ? [] : lintPair(before, call, [...path, at]);
  });
}

function lintPair(before: string, call: string, path: Path): readonly Remark[] {
  const [finer, coarser] = [piecesOf(before), piecesOf(call)];
  if (computable(finer, coarser)) return [];
  if (computable(coarser, finer) || (candidatesOf(call) ?? Infinity) < (candidatesOf(before) ?? 0)) {
    return [wrong(path, `\`${call}\` tells more than \`${before}\` before it`, 'list the most telling first')];
  }
  return [
    wrong(
      path,
      `\`${call}\` cannot be computed from \`${before}\` before it: who gets both knows more than either tells`,
      'keep one of them, or one that is a part of the other',
    ),
  ];
}

/** How many values remain, where that is a number. */
function candidatesOf(text: string): number | undefined {
  const { name, args } = parseCall(text);
  const technique = techniques.get(name);
  const parsed = technique?.parameters.safeParse(args);
  const left = parsed?.success ? technique?.candidates(...parsed.data) : undefined;
  return typeof left === 'number' ? left : undefined;
}
