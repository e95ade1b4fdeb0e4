import { access, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Finding } from '../../../schema/finding.ts';
import { loadRules } from '../../config/load.ts';
import type { RulesRead } from '../read-rules.ts';

/** What a path names: a configuration folder, or a policy file with a catalogue from somewhere. */
export interface Operand {
  readonly catalogue: string;
  readonly policy: string;
}

/**
 * The files that a path names. A policy file alone takes the catalogue that is named for it, else the one beside it, else
 * the one of what it is compared with. A text says what is missing.
 */
export async function operandOf(path: string, other: string, catalogue: string | undefined): Promise<Operand | string> {
  const kind = await kindOf(path);
  if (kind === undefined) return `there is no folder or file \`${path}\``;
  if (kind === 'folder')
    return { catalogue: catalogue ?? join(path, 'catalogue.yaml'), policy: join(path, 'policy.yaml') };
  const folder = (await kindOf(other)) === 'folder' ? other : dirname(other);
  const places =
    catalogue === undefined ? [join(dirname(path), 'catalogue.yaml'), join(folder, 'catalogue.yaml')] : [catalogue];
  for (const place of places) if (await isThere(place)) return { catalogue: place, policy: path };
  return `there is no catalogue for \`${path}\`: name one with \`--catalogue FILE\``;
}

async function kindOf(path: string): Promise<'folder' | 'file' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** The rules of an operand, or the errors in them. */
export async function readOperand(operand: Operand): Promise<Omit<RulesRead, 'gateway'> | readonly Finding[]> {
  const { catalogue, policy, findings } = await loadRules(operand);
  const errors = findings.filter(({ severity }) => severity === 'error');
  return catalogue && policy && errors.length === 0 ? { catalogue, policy } : errors;
}
