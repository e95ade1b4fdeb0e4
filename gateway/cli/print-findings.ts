import { relative } from 'node:path';
import type { Finding } from '../../schema/finding.ts';

export type Place = Pick<Finding, 'file' | 'line' | 'column'>;

/** Findings as editors and people read them, one below the other; `folder` is where the command runs. */
export const printFindings = (findings: readonly Finding[], folder: string): string =>
  sortFindings(findings)
    .map((finding) => printRemark(finding, finding.severity, folder))
    .join('');

/** `file:line:column severity message`, and the advice below it. */
export function printRemark(
  { file, line, column, message, advice }: Place & Pick<Finding, 'message' | 'advice'>,
  severity: string,
  folder: string,
): string {
  const place = `${shorter(file, folder)}:${line}:${column}`;
  return `${place} ${severity} ${message}\n${advice === undefined ? '' : `  ${advice}\n`}`;
}

export const sortFindings = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );

/** A path below the folder is named from there. */
function shorter(file: string, folder: string): string {
  const way = relative(folder, file);
  return way !== '' && !way.startsWith('..') ? way : file;
}
