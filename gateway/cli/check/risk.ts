import { resolve } from 'node:path';
import { risk as riskConcern } from '../../../plugins/risk/index.ts';
import type { RiskBound } from '../../../plugins/risk/policy.ts';
import { sectionOf } from '../../../plugins/policy.ts';
import { purpose as purposeConcern } from '../../../plugins/purpose/index.ts';
import type { Finding } from '../../../schema/finding.ts';
import type { UsableConfiguration } from '../../config/load.ts';
import { unknown } from '../explain/asked.ts';
import { locate } from '../locate.ts';
import { type LastEntity, type LastRisk, lastRisks, rulesOf } from '../risk/last.ts';
import { percent } from '../risk/numbers.ts';
import type { Shell } from '../shell.ts';

type Remark = Pick<Finding, 'severity' | 'message' | 'advice'> & { readonly purpose: string };

/** What the last measurements say beside the bounds of the policy: views that show people too well, and bounds that nobody measured. */
export async function riskFindings(
  { folder, gateway, policy, catalogue }: UsableConfiguration,
  shell: Pick<Shell, 'folder'>,
): Promise<readonly Finding[]> {
  const bounds = Object.entries(sectionOf(policy, riskConcern).risk);
  if (bounds.length === 0) return [];
  const purposes = Object.keys(sectionOf(policy, purposeConcern).purposes);
  const measured = await lastRisks(resolve(shell.folder, gateway.data));
  const rules = rulesOf({ policy, catalogue });
  const remarks = bounds.flatMap(([purpose, bound]) => {
    const wrong = unknown('purpose', purpose, purposes);
    if (wrong !== undefined) return [{ purpose, severity: 'error', message: wrong } as const];
    return remarksOf(
      purpose,
      bound,
      measured.filter((one) => one.purpose === purpose),
      rules,
    );
  });
  return Promise.all(
    remarks.map(async ({ purpose, ...rest }): Promise<Finding> => {
      const path = ['risk', purpose];
      return { ...(await locate(folder, 'policy.yaml', path)), path, ...rest };
    }),
  );
}

function remarksOf(purpose: string, bound: RiskBound, measured: readonly LastRisk[], rules: string): readonly Remark[] {
  const warning = (message: string, advice: string): Remark => ({ purpose, severity: 'warning', message, advice });
  if (measured.length === 0) {
    const advice = `\`scrim risk --as WHO --purpose ${purpose}\` measures what somebody sees for it`;
    return [warning(`nobody has measured how unique people are for \`${purpose}\``, advice)];
  }
  return measured.flatMap((last) => {
    const view = `${last.who} for \`${purpose}\``;
    if (last.rules !== rules)
      return [warning(`${view} was measured under other rules`, 'measure it again with `scrim risk`')];
    return last.entities.flatMap((one) => exceeded(one, bound).map((text) => warning(`${view}: ${text}`, help)));
  });
}

const help = '`scrim risk` tells which fields single out most, and what one step up their ladder would change';

function exceeded({ entity, alone, marketer }: LastEntity, bound: RiskBound): readonly string[] {
  const over = (value: number, most: number | undefined): most is number => most !== undefined && value > most;
  return [
    ...(over(alone, bound.alone)
      ? [`${percent(alone)} of the rows of \`${entity}\` stand alone, and at most ${percent(bound.alone)} may`]
      : []),
    ...(over(marketer, bound.marketer)
      ? [`${percent(marketer)} of the rows of \`${entity}\` may be named, and at most ${percent(bound.marketer)} may`]
      : []),
  ];
}
