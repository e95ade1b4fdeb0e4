import { Command, CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { check } from './commands/check.ts';
import { diff } from './commands/diff.ts';
import { discover } from './commands/discover.ts';
import { explain } from './commands/explain.ts';
import { indexes } from './commands/indexes.ts';
import { init } from './commands/init.ts';
import { mask } from './commands/mask.ts';
import { risk } from './commands/risk.ts';
import { schema } from './commands/schema.ts';
import { services } from './commands/services.ts';
import { start } from './commands/start.ts';
import { token } from './commands/token.ts';
import { who } from './commands/who.ts';
import type { Declare } from './command.ts';
import type { ExitCode, Shell } from './shell.ts';

const commands: readonly Declare[] = [
  start,
  services,
  init,
  check,
  discover,
  explain,
  who,
  risk,
  schema,
  diff,
  indexes,
  mask,
  token,
];

const more = `
Without --config a command works on the demo: invented people, nothing else to install.

Examples:
  scrim start                        serve the demo
  scrim start --config ./privacy     serve yours
  scrim check --config ./privacy     say what is wrong with it, before it is served
  scrim init env:CRM_URL             set up a gateway before a store of your own
  scrim discover postgres://reader@db.example/crm
                                     draft a catalogue from a live store
  scrim explain Customer.phone --as support --purpose customer-support
  scrim who Customer.phone           say who sees it, for what and how
  scrim risk --as partner-borealis --purpose market-research
  scrim diff old/policy.yaml ./privacy
  scrim mask "keep(3, 4)" 15400001234
  scrim token support                a token for the demo

Exit codes: 0 fine, 1 something is wrong or failed, 2 wrong usage.
`;

/** Runs the command that these arguments name, and says how it ended. */
export async function runScrim(args: readonly string[], shell: Shell): Promise<ExitCode> {
  const outcome: { code: ExitCode } = { code: 0 };
  const program = new Command('scrim')
    .description('Scrim, a GraphQL privacy gateway: everyone sees what they may, and every answer is on record.')
    .version(manifest.version)
    .exitOverride()
    .configureOutput({ writeOut: shell.stdout, writeErr: shell.stderr, getOutHasColors: no, getErrHasColors: no })
    .addHelpText('after', more);
  for (const declare of commands) declare(program, shell, (code) => void (outcome.code = code));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return outcome.code;
  } catch (error) {
    // Commander has said what is wrong; help that was asked for and the version are no fault.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

const no = (): boolean => false;
