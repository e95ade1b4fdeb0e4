import type { Remark } from '../schema/finding.ts';
import { nearest } from '../schema/nearest.ts';

export type Path = Remark['path'];

/** A remark that stops the start. */
export const wrong = (path: Path, message: string, advice?: string): Remark => ({
  severity: 'error',
  path,
  message,
  ...(advice && { advice }),
});

/** What is legal but probably not meant. */
export const unwise = (path: Path, message: string, advice?: string): Remark => ({
  ...wrong(path, message, advice),
  severity: 'warning',
});

/** A name that stands for nothing, with the one that was probably meant. */
export function unknown(path: Path, kind: string, name: string, candidates: Iterable<string>): Remark {
  const known = [...candidates];
  const meant = nearest(name, known);
  const list = known.map((one) => `\`${one}\``).join(', ');
  return wrong(
    path,
    `there is no ${kind} \`${name}\``,
    meant ? `did you mean \`${meant}\`?` : list && `use one of ${list}`,
  );
}
