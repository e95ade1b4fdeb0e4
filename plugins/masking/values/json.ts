/** Longer text costs more to read than a cell may. */
const longest = 4 * 1024 * 1024;

/** A tree of names; what ends nowhere names nothing. */
type Tree = { readonly ends: boolean; readonly below: ReadonlyMap<string, Tree> };

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** JSON text with what stands at these paths and nothing else, or nothing where it is no JSON object or list. */
export function keepPaths(paths: readonly string[]): (text: string) => string | undefined {
  const tree = treeOf(paths.map((path) => path.split('.')));
  return (text) => {
    const value = text.length > longest ? undefined : read(text);
    if (typeof value !== 'object' || value === null || exactly.isRawJSON(value)) return undefined;
    return JSON.stringify(cut(value, tree));
  };
}

function treeOf(paths: readonly (readonly string[])[]): Tree {
  const heads = [...new Set(paths.flatMap(([head]) => (head === undefined ? [] : [head])))];
  const behind = (name: string) => paths.filter(([head]) => head === name).map(([, ...rest]) => rest);
  return {
    ends: paths.some((path) => path.length === 0),
    below: new Map(heads.map((name) => [name, treeOf(behind(name))])),
  };
}

/** What the library of the language knows and its types do not yet: the text that a number was written with. */
const exactly = JSON as unknown as {
  readonly parse: (text: string, revive: (key: string, value: Json, at: { readonly source?: string }) => Json) => Json;
  readonly rawJSON: (text: string) => Json;
  readonly isRawJSON: (value: unknown) => boolean;
};

/** Every number as it stands: 12345678901234567890 is not rounded, and 1.10 keeps its zero. */
function read(text: string): Json | undefined {
  try {
    return exactly.parse(text, (_, value, { source }) =>
      typeof value === 'number' && source !== undefined ? exactly.rawJSON(source) : value,
    );
  } catch {
    // No JSON, or nested beyond what anybody means.
    return undefined;
  }
}

/** Bounded by the depth of the paths, not of the text. Nothing is left of what no path leads into. */
function cut(value: Json, tree: Tree): Json | undefined {
  if (isList(value)) {
    const each = tree.below.get('*');
    return each && value.flatMap((one) => cut(one, each) ?? []);
  }
  if (typeof value !== 'object' || value === null || exactly.isRawJSON(value)) return tree.ends ? value : undefined;
  const kept = [...tree.below].flatMap(([name, below]) => {
    const inner = Object.hasOwn(value, name) ? cut(value[name] ?? null, below) : undefined;
    return inner === undefined ? [] : [[name, inner] as const];
  });
  return Object.fromEntries(kept);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
