import { purpose as purposeConcern } from '../../plugins/purpose/index.ts';
import { sectionOf } from '../../plugins/policy.ts';
import { matrixOf } from '../matrix/matrix.ts';
import { fieldNamed, unknown } from './explain/asked.ts';
import { type RulesRead, readRules } from './read-rules.ts';
import { type ExitCode, secondsOf, type Shell } from './shell.ts';
import { throwawayEdition } from './throwaway-edition.ts';
import { printWhoEntity } from './who/print-entity.ts';
import { printWhoField } from './who/print-field.ts';
import { type WhoAsked, whoReport } from './who/report.ts';

export interface WhoArguments {
  /** `Customer.phone`, or `Customer` for all of its fields. */
  readonly name: string;
  readonly purpose?: string;
  readonly config: string;
  readonly json: boolean;
}

/** `scrim who`: everybody who sees a field or an entity, for what and how. */
export async function runWho({ config, json, ...names }: WhoArguments, shell: Shell): Promise<ExitCode> {
  const rules = await readRules(config, shell, 'told');
  if (!rules) return 1;
  const asked = askedOf(names, rules);
  if (typeof asked === 'string') {
    shell.stderr(`scrim: ${asked}\n`);
    return 2;
  }
  const report = whoReport(matrixOf(throwawayEdition(rules, shell.random)), asked, secondsOf(shell.clock()));
  const print = asked.coordinate === undefined ? printWhoEntity : printWhoField;
  shell.stdout(json ? `${JSON.stringify(report, null, 2)}\n` : print(report));
  return 0;
}

/** Looks the names up; a text says which one stands for nothing. */
function askedOf(
  { name, purpose }: Pick<WhoArguments, 'name' | 'purpose'>,
  { catalogue, policy }: RulesRead,
): WhoAsked | string {
  const purposes = Object.keys(sectionOf(policy, purposeConcern).purposes);
  const wrong = purpose === undefined ? undefined : unknown('purpose', purpose, purposes);
  if (wrong !== undefined) return wrong;
  const narrowed = purpose === undefined ? {} : { purpose };
  if (catalogue.entities.has(name)) return { entity: name, ...narrowed };
  if (!name.includes('.')) return unknown('entity', name, [...catalogue.entities.keys()]) ?? '';
  const field = fieldNamed(name, catalogue);
  return typeof field === 'string' ? field : { entity: field.entity, coordinate: field.coordinate, ...narrowed };
}
