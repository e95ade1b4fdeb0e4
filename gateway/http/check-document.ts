import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  specifiedRules,
  validate,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { GatewayError } from '../../schema/terms/errors.ts';
import { validationTexts } from './validation-texts.ts';

const maxErrors = 10;
const maxLocations = 4;

/**
 * What keeps a document from being answered by this schema: at most ten errors, each in our own words.
 * graphql-js's texts repeat literals and suggest names, so none of them leaves.
 */
export function checkDocument(schema: GraphQLSchema, document: DocumentNode): readonly GatewayError[] {
  const rebuilt = new Map<GraphQLError, GatewayError>();
  const rules = specifiedRules.map((rule) => attributed(rule, rebuilt));
  const found = validate(schema, document, rules, { maxErrors, hideSuggestions: true });
  const errors = found.flatMap((error) => rebuilt.get(error) ?? []);
  // graphql-js gave up: its own bound on work was met before a fault was found.
  if (found.length > 0 && errors.length === 0) return [tooMuchWork()];
  return distinct([...missingRoots(schema, document), ...errors]).slice(0, maxErrors);
}

/** The same rule, whose errors are rebuilt where they are reported: there the place in the schema is still known. */
const attributed =
  (rule: ValidationRule, rebuilt: Map<GraphQLError, GatewayError>): ValidationRule =>
  (context) => {
    const reportError = (error: GraphQLError): void => {
      rebuilt.set(error, rebuild(rule.name, error, context));
      context.reportError(error);
    };
    return rule(Object.create(context, { reportError: { value: reportError } }) as ValidationContext);
  };

function rebuild(rule: string, error: GraphQLError, context: ValidationContext): GatewayError {
  const text = validationTexts[rule]?.(error.nodes ?? [], context) ?? 'the document does not fit the schema';
  const locations = error.locations?.slice(0, maxLocations);
  return new GatewayError('GRAPHQL_VALIDATION_FAILED', text, locations ? { locations } : {});
}

/** graphql-js validates an operation without a root type happily and fails when it runs. */
const missingRoots = (schema: GraphQLSchema, document: DocumentNode): readonly GatewayError[] =>
  document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION && !schema.getRootType(node.operation)
      ? rebuildRoot(node.operation, new GraphQLError('', { nodes: node }))
      : [],
  );

const rebuildRoot = (operation: string, { locations }: GraphQLError): GatewayError =>
  new GatewayError('GRAPHQL_VALIDATION_FAILED', `the schema has no ${operation}`, locations ? { locations } : {});

const tooMuchWork = (): GatewayError =>
  new GatewayError(
    'COST_EXCEEDED',
    'the document takes too much work to check; use fewer fragments and repeated fields',
  );

function distinct(errors: readonly GatewayError[]): readonly GatewayError[] {
  const key = (error: GatewayError): string => error.message + JSON.stringify(error.details.locations);
  return [...new Map(errors.map((error) => [key(error), error])).values()];
}
