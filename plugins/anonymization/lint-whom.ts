import type { Remark } from '../../schema/finding.ts';
import { type Path, unknown } from '../remark.ts';
import type { AnonymizationSection } from './policy.ts';
import type { Whom } from './oblige.ts';

/** Roles, partners and purposes that the policy does not have. */
export function strangers(section: AnonymizationSection, rule: Whom, path: Path): readonly Remark[] {
  const kinds = [
    ['roles', 'role'],
    ['partners', 'partner'],
    ['purposes', 'purpose'],
  ] as const;
  return kinds.flatMap(([key, kind]) =>
    (rule[key] ?? []).flatMap((name, at) =>
      Object.hasOwn(section[key], name) ? [] : [unknown([...path, key, at], kind, name, Object.keys(section[key]))],
    ),
  );
}
