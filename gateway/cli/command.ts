import type { Command } from 'commander';
import type { ExitCode, Shell } from './shell.ts';

/** Adds one command to the program: its words, options and examples. What it does stands in a file of its own. */
export type Declare = (program: Command, shell: Shell, ended: (code: ExitCode) => void) => void;
