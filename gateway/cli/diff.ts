import { type Change, diff, isWider } from '../matrix/diff.ts';
import { type Matrix, matrixOf } from '../matrix/matrix.ts';
import { operandOf, readOperand } from './diff/operand.ts';
import { printChanges } from './diff/print.ts';
import { changeInWords } from './diff/words.ts';
import { refuseRules } from './read-rules.ts';
import type { ExitCode, Shell } from './shell.ts';
import { throwawayEdition } from './throwaway-edition.ts';

export interface DiffArguments {
  /** Configuration folders, or policy files. */
  readonly from: string;
  readonly to: string;
  /** The catalogue of policy files that have none beside them. */
  readonly catalogue?: string;
  /** What is wider is no fault. */
  readonly allowWider: boolean;
  readonly json: boolean;
}

/** What `--json` prints. */
export interface DiffReport {
  readonly from: string;
  readonly to: string;
  /** Somebody may see more, or nobody can say that they do not. */
  readonly wider: boolean;
  readonly changes: readonly (Change & { readonly words: string })[];
}

/** `scrim diff`: what a change of policy or catalogue widens, narrows, adds and removes. */
export async function runDiff(
  { from, to, catalogue, allowWider, json }: DiffArguments,
  shell: Shell,
): Promise<ExitCode> {
  const operands = [await operandOf(from, to, catalogue), await operandOf(to, from, catalogue)];
  const matrices: Matrix[] = [];
  for (const operand of operands) {
    if (typeof operand === 'string') {
      shell.stderr(`scrim: ${operand}\n`);
      return 2;
    }
    const rules = await readOperand(operand);
    if (!('policy' in rules)) {
      refuseRules(rules, shell, 'compared');
      return 1;
    }
    matrices.push(matrixOf(throwawayEdition(rules, shell.random)));
  }
  const [before, after] = matrices;
  if (!before || !after) throw new Error('two are compared');
  const changes = diff(before, after);
  const report: DiffReport = {
    from,
    to,
    wider: changes.some(isWider),
    changes: changes.map((one) => ({ ...one, words: changeInWords(one) })),
  };
  shell.stdout(
    json ? `${JSON.stringify(report, null, 2)}\n` : printChanges(changes, [...after.holders, ...before.holders]),
  );
  return report.wider && !allowWider ? 1 : 0;
}
