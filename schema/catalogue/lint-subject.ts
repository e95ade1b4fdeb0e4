import type { Remark } from '../finding.ts';
import { adviseNames } from '../nearest.ts';
import type { Catalogue, Entity } from './catalogue.ts';

/**
 * The path to the data subject walks to-one relations; all hops but the last stay in one store, so that whom a row is about
 * is part of the row's own statement; and it ends at an entity that is its own subject.
 */
export function lintSubject(catalogue: Catalogue, entity: Entity): readonly Remark[] {
  const refuse = (message: string, advice?: string): readonly Remark[] => [
    { severity: 'error', path: ['entities', entity.name, 'subject'], message, ...(advice ? { advice } : {}) },
  ];
  let at = entity;
  for (const [i, name] of (entity.subject ?? []).entries()) {
    const relation = at.relations.get(name);
    if (!relation) {
      return refuse(`\`${at.name}\` has no relation \`${name}\``, adviseNames(name, [...at.relations.keys()]));
    }
    if (relation.many)
      return refuse(`\`${at.name}.${name}\` leads to many records`, 'a path to the subject walks to-one relations');
    const next = catalogue.entities.get(relation.to);
    if (!next) return [];
    const last = i === (entity.subject ?? []).length - 1;
    if (!last && next.store !== at.store) {
      return refuse(
        `\`${at.name}.${name}\` leaves the store \`${at.store}\` before the last hop`,
        'only the last hop may cross stores',
      );
    }
    at = next;
  }
  if (entity.subject === undefined || at.subject?.length === 0) return [];
  return refuse(
    `the path ends at \`${at.name}\`, which is not a subject itself`,
    `lead it to an entity with \`subject: self\``,
  );
}
