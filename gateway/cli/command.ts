import type { Command } from 'commander';
import type { ExitCode, Shell } from './shell.ts';

/**
 * Adds one command to the program: its words, options and examples. What it does stands in a file of its own, which is
 * loaded when it runs: so help and tokens do not wait for a whole gateway to be read.
 */
export type Declare = (program: Command, shell: Shell, ended: (code: ExitCode) => void) => void;
