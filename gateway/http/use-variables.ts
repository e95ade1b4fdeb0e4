import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { coerceVariables, type Variables } from './coerce-variables.ts';
import { toGraphQLError } from './errors.ts';

/** Refuses variables that do not fit before anything executes: the executor's own texts repeat what was sent. */
export const useVariables = (): Plugin => ({
  onExecute: ({ args, setResultAndStopExecution }) => {
    const operation = getOperationAST(args.document, args.operationName);
    if (!operation) return;
    const coerced = coerceVariables(args.schema, operation, (args.variableValues ?? {}) as Variables);
    if ('errors' in coerced) setResultAndStopExecution({ errors: coerced.errors.map((error) => toGraphQLError(error)) });
  },
});
