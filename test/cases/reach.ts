import type { Catalogue } from '../../schema/catalogue/catalogue.ts';

/** How a coordinate is asked for, and what lies on the way to it. */
export interface Reach {
  /** The query for these fields of the entity. */
  readonly ask: (selection: string) => string;
  readonly path: readonly string[];
  /** The coordinates that are judged before the field's own. */
  readonly through: readonly string[];
}

/** The shortest way to rows of an entity: its own connection, else through the first entity that has one. */
export function reachOf(catalogue: Catalogue, name: string): Reach {
  const root = catalogue.entities.get(name)?.roots.many;
  if (root) {
    return {
      ask: (selection) => `{ ${root}(first: 40) { nodes { ${selection} } } }`,
      path: [root, 'nodes', '*'],
      through: [`Query.${root}`],
    };
  }
  for (const from of catalogue.entities.values()) {
    const hop = [...from.relations.values()].find((relation) => relation.to === name && relation.many);
    if (!hop || !from.roots.many) continue;
    return {
      ask: (selection) =>
        `{ ${from.roots.many}(first: 20) { nodes { ${hop.name}(first: 10) { nodes { ${selection} } } } } }`,
      path: [from.roots.many, 'nodes', '*', hop.name, 'nodes', '*'],
      through: [`Query.${from.roots.many}`, `${from.name}.${hop.name}`],
    };
  }
  throw new Error(`nothing leads to \`${name}\``);
}

/** Every coordinate a table must speak of. */
export function coordinatesOf(catalogue: Catalogue): readonly string[] {
  return [...catalogue.entities.values()].flatMap(({ name, fields, relations, roots }) => [
    ...[...fields.keys(), ...relations.keys()].map((member) => `${name}.${member}`),
    ...Object.values(roots).map((root) => `Query.${root}`),
    ...(roots.many ? [`${name}Connection.totalCount`] : []),
  ]);
}

/** The query that asks for one coordinate alone; `called` stands where its name would. */
export function askFor(catalogue: Catalogue, coordinate: string, called = coordinate.split('.')[1] ?? ''): string {
  const [type = '', member = ''] = coordinate.split('.');
  const counted = /^(.+)Connection$/.exec(type)?.[1];
  if (counted) return `{ ${catalogue.entities.get(counted)?.roots.many} { ${called} } }`;
  if (type === 'Query') return `{ ${called}${rootArguments(catalogue, member)} }`;
  const relation = catalogue.entities.get(type)?.relations.get(member);
  const below = relation ? (relation.many ? '(first: 1) { nodes { __typename } }' : ' { __typename }') : '';
  return reachOf(catalogue, type).ask(called + below);
}

function rootArguments(catalogue: Catalogue, root: string): string {
  const entity = [...catalogue.entities.values()].find(({ roots }) => Object.values(roots).includes(root));
  if (entity?.roots.many === root) return '(first: 1) { nodes { __typename } }';
  if (entity?.roots.one === root) return `(id: "${entity.name}:1") { __typename }`;
  return '(by: { phone: "+44 7700 900000" }) { __typename }';
}

/** The values at a path; `*` is every element of a list. */
export function valuesAt(data: unknown, path: readonly string[]): readonly unknown[] {
  const [first, ...rest] = path;
  if (first === undefined) return [data];
  if (first === '*') return Array.isArray(data) ? data.flatMap((item: unknown) => valuesAt(item, rest)) : [];
  return typeof data === 'object' && data !== null && first in data
    ? valuesAt((data as Readonly<Record<string, unknown>>)[first], rest)
    : [];
}
