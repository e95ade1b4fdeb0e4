import type { Environment } from '../config/load.ts';

/** 0: fine; 1: what was checked is wrong, or it failed; 2: wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** What a command may touch of its process. Tests give their own. */
export interface Shell {
  readonly environment: Environment;
  /** Where the command runs. */
  readonly folder: string;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** The lines of standard input, without what ends them. */
  readonly lines: () => AsyncIterable<string>;
  /** Somebody watches what is said on the way. */
  readonly terminal?: boolean;
  /** Asks somebody at a terminal; nothing where they went away. Not there where nobody sits. */
  readonly ask?: (question: string) => Promise<string | undefined>;
  /** How the command is called here, for what is said to be typed. */
  readonly command?: string;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly process: Process;
}

/** What a command that keeps running needs beside. */
export interface Process {
  readonly pid: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Called each time that the process is asked to end. */
  readonly onStop: (handle: () => void) => void;
  /** Called each time that the process is asked to read its configuration again. */
  readonly onReload: (handle: () => void) => void;
  /** Called with what nobody caught. */
  readonly onFault: (handle: (error: unknown) => void) => void;
  /** Called when the process ends, however it does; nothing may wait in it. */
  readonly onExit: (handle: () => void) => void;
  /** Ends at once. */
  readonly exit: (code: ExitCode) => void;
}

/** Seconds since 1970. */
export const secondsOf = (moment: Date): number => moment.getTime() / 1000;
