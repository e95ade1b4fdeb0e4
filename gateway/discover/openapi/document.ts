export type Json = Readonly<Record<string, unknown>>;

/** An object of a description, or an empty one where it is something else. */
export const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
/** A list of a description, or an empty one. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** A text of a description, where it is one. */
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** References that lead to references are followed so far: descriptions may be circles. */
const furthest = 8;

/** What stands at a place of a description, references within it followed; empty where they lead nowhere or elsewhere. */
export function resolved(root: unknown, value: unknown, left = furthest): Json {
  const here = objectOf(value);
  const reference = textOf(here['$ref']);
  if (reference === undefined) return here;
  if (!reference.startsWith('#/') || left === 0) return {};
  const way = reference.slice(2).split('/').map(unescaped);
  return resolved(
    root,
    way.reduce<unknown>((at, part) => ownOf(at, part), root),
    left - 1,
  );
}

const ownOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Json)[name] : undefined;

/** RFC 6901, section 4, in a fragment of an address. */
const unescaped = (part: string): string => {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~');
  return /%(?![0-9a-f]{2})/i.test(plain) ? plain : decodeURI(plain);
};

/** The name at the end of a reference. */
export const referred = (value: unknown): string | undefined => textOf(objectOf(value)['$ref'])?.split('/').at(-1);

export type Property = readonly [name: string, schema: unknown];

/** The properties of a schema, with those of the schemas that it is made of. */
export function propertiesOf(root: unknown, schema: unknown, left = furthest): readonly Property[] {
  if (left === 0) return [];
  const own = resolved(root, schema);
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => listOf(own[key]));
  const inherited = parts.flatMap((part) => propertiesOf(root, part, left - 1));
  return [...new Map([...inherited, ...Object.entries(objectOf(own['properties']))])];
}
