import { type Catalogue, type Entity, entityOf, type Relation } from '../../schema/catalogue/catalogue.ts';

/** How a coordinate is asked for, and what lies on the way to it. */
export interface Reach {
  /** The query for these fields of the entity, a sample of its rows. */
  readonly ask: (selection: string) => string;
  /** The same, page by page of the root (`$first`, `$after`), with all that hangs on each of its rows. */
  readonly page: (selection: string, fanOut: (hop: Relation) => number) => string;
  readonly path: readonly string[];
  readonly root: string;
  readonly hops: readonly Relation[];
  /** The coordinates that are judged before the field's own. */
  readonly through: readonly string[];
}

type IsOpen = (coordinate: string) => boolean;

/** The shortest way to rows of an entity by what is open: its own connection, else relations from one that has one. */
export function reachOf(catalogue: Catalogue, name: string, isOpen: IsOpen): Reach {
  const reach = search(catalogue, name, isOpen) ?? search(catalogue, name, () => true);
  if (!reach) throw new Error(`nothing leads to \`${name}\``);
  return reach;
}

function search(catalogue: Catalogue, name: string, isOpen: IsOpen): Reach | undefined {
  const ways = [...catalogue.entities.values()].flatMap((entity) => {
    const root = entity.roots.many;
    return root !== undefined && isOpen(`Query.${root}`) ? [{ root, at: entity, hops: [] as readonly Relation[] }] : [];
  });
  const seen = new Set<string>();
  for (const { root, at, hops } of ways) {
    if (at.name === name) return reach(root, hops);
    if (seen.has(at.name)) continue;
    seen.add(at.name);
    // The list grows as it is walked: breadth first.
    ways.push(...nextOf(catalogue, at, isOpen).map(({ to, hop }) => ({ root, at: to, hops: [...hops, hop] })));
  }
  return undefined;
}

const nextOf = (catalogue: Catalogue, at: Entity, isOpen: IsOpen): readonly { to: Entity; hop: Relation }[] =>
  [...at.relations.values()]
    .filter((hop) => isOpen(`${at.name}.${hop.name}`))
    .map((hop) => ({ to: entityOf(catalogue, hop.to), hop }));

function reach(root: string, hops: readonly Relation[]): Reach {
  const below = (selection: string, first: (hop: Relation) => number): string =>
    hops.reduceRight(
      (inner, hop) => `${hop.name}${hop.many ? `(first: ${first(hop)}) { nodes { ${inner} } }` : ` { ${inner} }`}`,
      selection,
    );
  return {
    root,
    hops,
    ask: (selection) => `{ ${root}(first: ${hops.length > 0 ? 20 : 40}) { nodes { ${below(selection, () => 10)} } } }`,
    page: (selection, fanOut) =>
      `query ($first: Int, $after: String) { ${root}(first: $first, after: $after) ` +
      `{ nodes { ${below(selection, fanOut)} } pageInfo { hasNextPage endCursor } } }`,
    path: [root, 'nodes', '*', ...hops.flatMap(({ name, many }) => (many ? [name, 'nodes', '*'] : [name]))],
    through: [`Query.${root}`, ...hops.map((hop) => `${hop.from}.${hop.name}`)],
  };
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
export function askFor(
  catalogue: Catalogue,
  coordinate: string,
  isOpen: IsOpen,
  called = coordinate.split('.')[1] ?? '',
): string {
  const [type = '', member = ''] = coordinate.split('.');
  const counted = /^(.+)Connection$/.exec(type)?.[1];
  if (counted) return askForCount(catalogue, counted, isOpen, called);
  if (type === 'Query') return `{ ${called}${rootArguments(catalogue, member)} }`;
  const relation = catalogue.entities.get(type)?.relations.get(member);
  const below = relation ? (relation.many ? '(first: 1) { nodes { __typename } }' : ' { __typename }') : '';
  return reachOf(catalogue, type, isOpen).ask(called + below);
}

/** A count is asked of the root where that is open or nothing is, else of a relation that leads to many. */
function askForCount(catalogue: Catalogue, name: string, isOpen: IsOpen, called: string): string {
  const { roots } = entityOf(catalogue, name);
  if (isOpen(`Query.${roots.many}`)) return `{ ${roots.many} { ${called} } }`;
  const many = [...catalogue.entities.values()]
    .flatMap((entity) => [...entity.relations.values()])
    .find((hop) => hop.many && hop.to === name && isOpen(`${hop.from}.${hop.name}`));
  if (!many) return `{ ${roots.many} { ${called} } }`;
  return reachOf(catalogue, many.from, isOpen).ask(`${many.name}(first: 1) { ${called} }`);
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
