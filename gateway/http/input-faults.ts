import { getNullableType, type GraphQLInputType, isInputObjectType, isListType, isRequiredInputField } from 'graphql';

type Path = readonly (string | number)[];

/** What is wrong with an input at a path, told by types alone: neither the value nor the client's own keys are repeated. */
export function faultAt(root: GraphQLInputType, path: Path, invalid: unknown): string {
  const declared = typeAt(root, path);
  const type = declared && getNullableType(declared);
  if (invalid === null || invalid === undefined) return 'must not be null';
  if (!isInputObjectType(type) || !isRecord(invalid)) return `is not a valid \`${type ?? root}\``;
  const fields = type.getFields();
  if (Object.keys(invalid).some((key) => !Object.hasOwn(fields, key)))
    return `has a field that \`${type.name}\` does not have`;
  const missing = Object.values(fields).filter(
    (field) => isRequiredInputField(field) && invalid[field.name] === undefined,
  );
  if (missing.length > 0) return `lacks ${missing.map((field) => `\`${field.name}\``).join(', ')} of \`${type.name}\``;
  return type.isOneOf
    ? `needs exactly one field of \`${type.name}\` that is not null`
    : `is not a valid \`${type.name}\``;
}

/** The type that an input of this type has at a path; a single value stands for a list of one. */
function typeAt(root: GraphQLInputType, path: Path): GraphQLInputType | undefined {
  return path.reduce<GraphQLInputType | undefined>((type, key) => {
    const here = type && unlisted(type, typeof key === 'number' ? 1 : 99);
    return typeof key === 'number' ? here : isInputObjectType(here) ? here.getFields()[key]?.type : undefined;
  }, root);
}

function unlisted(type: GraphQLInputType, times: number): GraphQLInputType {
  const inner = getNullableType(type);
  return times > 0 && isListType(inner) ? unlisted(inner.ofType, times - 1) : times === 0 ? type : inner;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a JSON value nests more than so deep; walked without recursion, for the value is the client's. */
export function nestedDeeper(root: unknown, bound: number): boolean {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.depth > bound) return true;
    for (const value of Object.values(next.value))
      if (typeof value === 'object' && value !== null) open.push({ value, depth: next.depth + 1 });
  }
  return false;
}
