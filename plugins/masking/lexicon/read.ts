import { readFileSync } from 'node:fs';

/** The words of one of the lists beside this file; README.md says where they come from. */
export const readWords = (name: string): readonly string[] => readLines(name).flatMap((line) => line.split(' '));

/** The lines of one of the lists beside this file. */
export const readLines = (name: string): readonly string[] =>
  readFileSync(new URL(`${name}.txt`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
