import { processShell } from './cli/process-shell.ts';
import { runStart } from './cli/start.ts';

/** `npm start`: the demo, or the folder that `SCRIM_CONFIG` names. */
process.exitCode = await runStart({ config: process.env['SCRIM_CONFIG'] }, processShell());
