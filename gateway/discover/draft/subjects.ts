import type { DraftEntity, DraftRelation } from './model.ts';

/** How an entity leads to its data subject. */
export interface SubjectPath {
  /** As the catalogue has it: `self`, `none` or relations. */
  readonly path: string;
  /** Nothing but a name says so, or there is more than one person it could be. */
  readonly review: boolean;
}

/** Those who work here: a row is rather about whom they serve. */
const staff = /employee|staff|admin|manager|operator|teacher|doctor|physician|agent|worker|driver|salesperson/i;
/** Persons who are known only for somebody else. */
const hangsOn = /contact|dependa?e?nt|relative|guardian|parent|kin|beneficiar|address/i;
/** Longer ways are nobody's idea of whom a row is about. */
const longest = 4;

type Relations = ReadonlyMap<string, readonly DraftRelation[]>;

/** The shortest way over to-one relations to a person; one who is served before one who works here. */
export function subjectsOf(entities: readonly DraftEntity[], relations: Relations): ReadonlyMap<string, SubjectPath> {
  const byName = new Map(entities.map((entity) => [entity.name, entity]));
  const isPerson = (name: string): boolean => byName.get(name)?.sense.kind === 'person' && !hangs(name);
  const hangs = (name: string): boolean =>
    hangsOn.test(name) &&
    toOne(relations, name).some(({ to }) => to !== name && byName.get(to)?.sense.kind === 'person');
  return new Map(
    entities.map(({ name, sense }): [string, SubjectPath] => {
      if (isPerson(name)) return [name, { path: 'self', review: false }];
      const ways = waysFrom(name, relations, isPerson);
      const [best, next] = ways;
      if (!best)
        return [
          name,
          {
            path: 'none',
            review:
              sense.kind !== 'thing' &&
              sense.kind !== 'place' &&
              sense.kind !== 'system' &&
              sense.kind !== 'organisation',
          },
        ];
      const unsure = best.some((hop) => hop.proposed) || (next !== undefined && next.length === best.length);
      return [name, { path: best.map((hop) => hop.name).join('.'), review: unsure }];
    }),
  );
}

const toOne = (relations: Relations, name: string): readonly DraftRelation[] =>
  (relations.get(name) ?? []).filter((relation) => !relation.many);

/** Ways to persons, the best first. */
function waysFrom(
  name: string,
  relations: Relations,
  isPerson: (name: string) => boolean,
): readonly (readonly DraftRelation[])[] {
  const found: (readonly DraftRelation[])[] = [];
  const seen = new Set([name]);
  let level: readonly (readonly DraftRelation[])[] = [[]];
  for (let depth = 0; depth < longest && level.length > 0; depth++) {
    level = level.flatMap((way) => toOne(relations, way.at(-1)?.to ?? name).map((hop) => [...way, hop]));
    found.push(...level.filter((way) => isPerson(way.at(-1)?.to ?? '')));
    level = level.filter((way) => !isPerson(way.at(-1)?.to ?? '') && !seen.has(way.at(-1)?.to ?? ''));
    for (const way of level) seen.add(way.at(-1)?.to ?? '');
  }
  const rank = (way: readonly DraftRelation[]): number =>
    (staff.test(way.at(-1)?.to ?? '') ? 10 : 0) + (way.some((hop) => hop.proposed) ? 4 : 0) + way.length;
  return found.sort((a, b) => rank(a) - rank(b));
}
