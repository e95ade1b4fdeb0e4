import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** The size of a document's largest operation, with its fragments written out. */
export interface Measure {
  readonly depth: number;
  /** The depth below `__schema` and `__type`, counted by itself. */
  readonly introspection: number;
  /** Fields that are renamed, or stand again beside themselves. */
  readonly aliases: number;
  readonly fields: number;
}

const nothing: Measure = { depth: 0, introspection: 0, aliases: 0, fields: 0 };

/**
 * Each fragment is measured once, so the work is linear in the text whatever the fragments multiply to.
 * A fragment inside itself counts as nothing here: validation refuses it.
 */
export function measure(document: DocumentNode): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const known = new Map<string, Measure>();

  const ofFragment = (name: string): Measure => {
    const before = known.get(name);
    if (before) return before;
    known.set(name, nothing);
    const found = ofSet(fragments.get(name)?.selectionSet);
    known.set(name, found);
    return found;
  };
  const ofSet = (set: SelectionSetNode | undefined): Measure =>
    set ? beside(ofSelections(set), { ...nothing, aliases: repeats(set) }) : nothing;
  const ofSelections = (set: SelectionSetNode): Measure => set.selections.map(ofSelection).reduce(beside, nothing);
  const ofSelection = (node: SelectionNode): Measure => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return ofFragment(node.name.value);
    if (node.kind === Kind.INLINE_FRAGMENT) return ofSelections(node.selectionSet);
    return under(node.name.value, node.alias !== undefined, ofSet(node.selectionSet));
  };

  return document.definitions
    .map((node) => (node.kind === Kind.OPERATION_DEFINITION ? ofSet(node.selectionSet) : nothing))
    .reduce(larger, nothing);
}

/**
 * How often a name is answered again beside itself: validation compares each pair of such fields, so they cost like
 * aliases. The same name on different types is no repetition.
 */
function repeats(set: SelectionSetNode): number {
  const names = answeredNames(set, '');
  return names.length - new Set(names).size;
}

const answeredNames = ({ selections }: SelectionSetNode, type: string): readonly string[] =>
  selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return `${type}.${(node.alias ?? node.name).value}`;
    if (node.kind === Kind.FRAGMENT_SPREAD) return [];
    return answeredNames(node.selectionSet, node.typeCondition?.name.value ?? type);
  });

const under = (name: string, aliased: boolean, below: Measure): Measure => {
  const meta = name === '__schema' || name === '__type';
  return {
    depth: meta ? 1 : 1 + below.depth,
    introspection: meta ? 1 + Math.max(below.depth, below.introspection) : below.introspection,
    aliases: below.aliases + (aliased ? 1 : 0),
    fields: below.fields + 1,
  };
};

const beside = (a: Measure, b: Measure): Measure => ({
  depth: Math.max(a.depth, b.depth),
  introspection: Math.max(a.introspection, b.introspection),
  aliases: a.aliases + b.aliases,
  fields: a.fields + b.fields,
});

const larger = (a: Measure, b: Measure): Measure => ({
  depth: Math.max(a.depth, b.depth),
  introspection: Math.max(a.introspection, b.introspection),
  aliases: Math.max(a.aliases, b.aliases),
  fields: Math.max(a.fields, b.fields),
});
