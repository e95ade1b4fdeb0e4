import { anyOf, none, type Restriction } from '../../schema/terms/restriction.ts';
import type { ConsentRules } from './policy.ts';

/**
 * That the subject at the end of `path` has given every one of these consents, and not withdrawn it (PIPL Art. 14 and 15,
 * GDPR Art. 7). What is not on record counts as no; kinds are told apart. It is asked of the row at each request, so a
 * withdrawal holds from the next one on.
 */
export function consented(
  rules: ConsentRules,
  path: readonly string[] | undefined,
  kinds: string | readonly string[],
): Restriction {
  if (!path) return none;
  const { relation, kind, withdrawn } = rules.records;
  const wanted = typeof kinds === 'string' ? [kinds] : kinds;
  return anyOf([
    wanted.map((one) => ({
      path,
      some: relation,
      where: [
        { path: [], field: kind, op: 'eq' as const, operands: [one] },
        { path: [], field: withdrawn, op: 'isNull' as const, operands: [true] },
      ],
    })),
  ]);
}
