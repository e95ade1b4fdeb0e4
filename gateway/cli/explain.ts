import type { Use } from '../../schema/terms/field.ts';
import { type Asked, named } from './explain/asked.ts';
import { explanationOf } from './explain/explanation.ts';
import { printExplanation } from './explain/print.ts';
import { readRules } from './read-rules.ts';
import { type ExitCode, secondsOf, type Shell } from './shell.ts';
import { throwawayEdition } from './throwaway-edition.ts';

export interface ExplainArguments {
  /** `Customer.phone` */
  readonly coordinate: string;
  readonly roles: readonly string[];
  readonly partner?: string;
  readonly purpose: string;
  readonly use: Use;
  readonly config: string;
  readonly json: boolean;
}

/** `scrim explain`: who sees a field how, and why, out of the files alone. */
export async function runExplain({ config, json, ...asked }: ExplainArguments, shell: Shell): Promise<ExitCode> {
  const rules = await readRules(config, shell, 'explained');
  if (!rules) return 1;
  const found: Asked | string = named(asked, { ...rules, now: secondsOf(shell.clock()) });
  if (typeof found === 'string') {
    shell.stderr(`scrim: ${found}\n`);
    return 2;
  }
  const explanation = explanationOf(found, throwawayEdition(rules, shell.random));
  shell.stdout(json ? `${JSON.stringify(explanation, null, 2)}\n` : printExplanation(explanation));
  return 0;
}
