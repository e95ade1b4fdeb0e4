import {
  type ASTNode,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isRequiredArgument,
  isRequiredInputField,
  Kind,
  print,
  type ValidationContext,
} from 'graphql';

type Text = (nodes: readonly ASTNode[], at: ValidationContext) => string;

/**
 * One row for each rule of graphql-js: what a client is told. Built from the names of the client's own document and of
 * the types it walks through, never from a literal and never from a name that the client did not write.
 */
export const validationTexts: Readonly<Record<string, Text>> = {
  ExecutableDefinitionsRule: () => 'a document holds operations and fragments, nothing else',
  UniqueOperationNamesRule: ([node]) => `more than one operation is named ${name(node)}`,
  LoneAnonymousOperationRule: () => 'an operation without a name must be the only one of its document',
  SingleFieldSubscriptionsRule: () => 'a subscription selects exactly one field',
  KnownTypeNamesRule: ([node]) => `there is no type ${name(node)}`,
  FragmentsOnCompositeTypesRule: ([node]) => `nothing can be selected on ${name(node)}, so a fragment cannot be on it`,
  VariablesAreInputTypesRule: ([node]) => `a variable cannot be of type ${node ? quote(print(node)) : 'this'}`,
  ScalarLeafsRule: ([node], at) =>
    node?.kind === Kind.SELECTION_SET && node.selections.length > 0
      ? `${quote(at.getFieldDef()?.name)} has no fields of its own, so nothing can be selected in it`
      : `${quote(at.getFieldDef()?.name)} needs a selection of its fields`,
  FieldsOnCorrectTypeRule: ([node], at) => `${quote(at.getParentType()?.name)} has no field ${fieldName(node)}`,
  UniqueFragmentNamesRule: ([node]) => `more than one fragment is named ${name(node)}`,
  KnownFragmentNamesRule: ([node]) => `there is no fragment ${name(node)}`,
  NoUnusedFragmentsRule: ([node]) => `fragment ${name(node)} is never used`,
  PossibleFragmentSpreadsRule: ([node]) =>
    node?.kind === Kind.FRAGMENT_SPREAD
      ? `fragment ${name(node)} can never apply here`
      : `a fragment on ${name(node)} can never apply here`,
  NoFragmentCyclesRule: (nodes) => `fragment ${name(nodes.at(-1))} contains itself`,
  UniqueVariableNamesRule: ([node]) => `more than one variable is named ${variable(node)}`,
  NoUndefinedVariablesRule: ([node]) => `variable ${variable(node)} is not declared by the operation`,
  NoUnusedVariablesRule: ([node]) => `variable ${variable(node)} is never used`,
  KnownDirectivesRule: ([node], at) =>
    node?.kind === Kind.DIRECTIVE && at.getSchema().getDirective(node.name.value)
      ? `directive ${name(node)} cannot stand here`
      : `there is no directive ${name(node)}`,
  UniqueDirectivesPerLocationRule: ([node]) => `directive ${name(node)} stands twice at one place`,
  KnownArgumentNamesRule: ([node], at) => `${holder(at)} has no argument ${name(node)}`,
  UniqueArgumentNamesRule: ([node]) => `argument ${name(node)} is given more than once`,
  ValuesOfCorrectTypeRule: ([node], at) => value(node, at),
  ProvidedRequiredArgumentsRule: ([node], at) => `${holder(at)} needs ${missingArguments(node, at)}`,
  VariablesInAllowedPositionRule: ([node]) =>
    `variable ${variable(node)} is of a type that does not fit where it is used`,
  OverlappingFieldsCanBeMergedRule: ([node]) => `fields answered as ${name(node)} differ; give them different aliases`,
  UniqueInputFieldNamesRule: ([node]) => `field ${name(node)} stands twice in one value`,
  MaxIntrospectionDepthRule: () => 'the introspection nests the lists of the schema too deeply',
};

/** A name can be as long as the body; an error need not be. */
const longest = 80;
const quote = (text: string | undefined): string =>
  text === undefined ? 'this' : `\`${text.length > longest ? `${text.slice(0, longest)}…` : text}\``;

const name = (node: ASTNode | undefined): string => quote(nameOf(node));
const fieldName = (node: ASTNode | undefined): string => (node?.kind === Kind.FIELD ? name(node.name) : name(node));
const variable = (node: ASTNode | undefined): string => quote(`$${nameOf(node) ?? ''}`);

function nameOf(node: ASTNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node.kind === Kind.NAME) return node.value;
  if (node.kind === Kind.FIELD) return node.alias?.value ?? node.name.value;
  if (node.kind === Kind.VARIABLE_DEFINITION) return node.variable.name.value;
  if (node.kind === Kind.INLINE_FRAGMENT) return node.typeCondition?.name.value;
  return 'name' in node && node.name && 'value' in node.name ? node.name.value : undefined;
}

const holder = (at: ValidationContext): string => {
  const directive = at.getDirective();
  return directive ? `directive ${quote(directive.name)}` : quote(at.getFieldDef()?.name);
};

function missingArguments(node: ASTNode | undefined, at: ValidationContext): string {
  const declared = (at.getDirective() ?? at.getFieldDef())?.args ?? [];
  const given = new Set((node && 'arguments' in node ? (node.arguments ?? []) : []).map((each) => nameOf(each)));
  const missing = declared
    .filter((each) => isRequiredArgument(each) && !given.has(each.name))
    .map((each) => quote(each.name));
  return missing.length > 0 ? `the argument ${missing.join(', ')}` : 'an argument that is missing';
}

function value(node: ASTNode | undefined, at: ValidationContext): string {
  const expected = getNamedType(at.getInputType());
  if (node?.kind === Kind.OBJECT_FIELD)
    return `${quote(getNamedType(at.getParentInputType())?.name)} has no field ${name(node)}`;
  const where = at.getArgument() ? `argument ${quote(at.getArgument()?.name)}` : 'a value';
  if (node?.kind === Kind.OBJECT && isInputObjectType(expected)) {
    const given = new Set(node.fields.map((each) => each.name.value));
    const missing = Object.values(expected.getFields()).filter(
      (each) => isRequiredInputField(each) && !given.has(each.name),
    );
    if (missing.length > 0)
      return `${where}: ${quote(expected.name)} needs ${missing.map((each) => quote(each.name)).join(', ')}`;
    if (expected.isOneOf) return `${where}: ${quote(expected.name)} needs exactly one field that is not null`;
  }
  const hint = isEnumType(expected) ? ', one of its names without quotes' : '';
  return `${where} is not a valid ${quote(at.getInputType()?.toString())}${hint}`;
}
