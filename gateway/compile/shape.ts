import { type DocumentNode, Kind, type OperationDefinitionNode, print, visit } from 'graphql';

/**
 * The document for the record: every literal is `?`, and what a client names freely (operation, aliases, variables) is left
 * out or numbered, so that no value can ride in it. Names of fields and types are the schema's; fragments are numbered.
 */
export function shapeOf(document: DocumentNode, operation: OperationDefinitionNode): string {
  const numbers = new Map<string, string>();
  const numbered = (kind: string, name: string): string => {
    const key = `${kind} ${name}`;
    const number = numbers.get(key) ?? `${kind}${numbers.size + 1}`;
    numbers.set(key, number);
    return number;
  };
  const literal = () => ({ kind: Kind.ENUM, value: '?' }) as const;
  const kept = document.definitions.filter((one) => one === operation || one.kind === Kind.FRAGMENT_DEFINITION);
  const shape = visit(
    { ...document, definitions: kept },
    {
      OperationDefinition: { enter: ({ name: _, ...rest }) => rest },
      Field: { enter: ({ alias: _, ...rest }) => rest },
      Variable: (node) => ({ ...node, name: { kind: Kind.NAME, value: numbered('v', node.name.value) } }),
      FragmentDefinition: {
        enter: (node) => ({ ...node, name: { kind: Kind.NAME, value: numbered('f', node.name.value) } }),
      },
      FragmentSpread: (node) => ({ ...node, name: { kind: Kind.NAME, value: numbered('f', node.name.value) } }),
      IntValue: literal,
      FloatValue: literal,
      StringValue: literal,
      BooleanValue: literal,
      EnumValue: literal,
    },
  );
  return print(shape).replace(/\s+/g, ' ').trim();
}
