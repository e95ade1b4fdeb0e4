import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType, isRequiredArgument } from 'graphql';

/** A selection of everything that a schema lets be selected below a type, so many hops deep. */
export function everything(type: GraphQLObjectType, hops: number): string {
  const parts = Object.values(type.getFields()).flatMap((field) => {
    const below = getNamedType(field.type);
    if (!isObjectType(below)) return [field.name];
    if (field.args.some(isRequiredArgument)) return [];
    const connection = below.name.endsWith('Connection');
    if (connection ? hops === 0 : /^[A-Z]/.test(below.name) && !isFrame(below) && hops === 0) return [];
    return [`${field.name} { ${everything(below, isFrame(below) ? hops : hops - 1)} }`];
  });
  return ['__typename', ...parts].join(' ');
}

const isFrame = ({ name }: GraphQLObjectType): boolean => /Connection$|Edge$|PageInfo$/.test(name);

/** One document for each connection that a schema has at its root, with all that is visible from it. */
export function everyRoot(schema: GraphQLSchema, hops = 2): readonly string[] {
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {});
  return roots
    .filter(({ type }) => getNamedType(type).name.endsWith('Connection'))
    .map((root) => `{ ${root.name}(first: 30) { ${selection(root, hops)} } }`);
}

function selection(root: { readonly type: Parameters<typeof getNamedType>[0] }, hops: number): string {
  const type = getNamedType(root.type);
  return isObjectType(type) ? everything(type, hops) : '';
}
