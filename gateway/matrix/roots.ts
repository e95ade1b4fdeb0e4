import type { EntityView } from '../views.ts';

/** The roots where a profile enters an entity. One record is asked for by its id, or by a value that may be looked up. */
export function rootsOf({ entity: { roots }, fields, root }: EntityView): readonly string[] {
  if (!root) return [];
  const identified = (fields.get('id')?.cases.length ?? 0) > 0;
  const looked = [...fields.values()].some((field) => field.lookup.kind !== 'none');
  const open = [roots.many, identified ? roots.one : undefined, looked ? roots.lookup : undefined];
  return open.filter((name) => name !== undefined);
}
