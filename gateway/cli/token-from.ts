import { resolve } from 'node:path';
import { loadConfiguration } from '../config/load.ts';
import { printFindings } from './print-findings.ts';
import type { ExitCode, Shell } from './shell.ts';
import { runToken, type TokenArguments } from './token.ts';

export interface TokenFromArguments extends Pick<TokenArguments, 'persona' | 'purpose' | 'lifetime'> {
  readonly config: string;
}

/** `scrim token` for a folder: its `gateway.yaml` says which issuers the demo has, and where their keys lie. */
export async function runTokenFrom({ config, ...asked }: TokenFromArguments, shell: Shell): Promise<ExitCode> {
  const { gateway, findings } = await loadConfiguration(config, shell.environment);
  if (!gateway) {
    shell.stderr(
      printFindings(
        findings.filter(({ severity }) => severity === 'error'),
        shell.folder,
      ),
    );
    return 1;
  }
  const { issuers, data } = gateway;
  const now = Math.floor(shell.clock().getTime() / 1000);
  return runToken({ ...asked, issuers, data: resolve(shell.folder, data), now }, shell);
}
