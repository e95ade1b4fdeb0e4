import type { DirectiveNode } from 'graphql';
import type { Include, VariableTest } from './views.ts';

/** Both: a field is there when its parent's fragment is and its own condition holds. */
export function both(a: Include, tests: readonly VariableTest[]): Include {
  if (tests.length === 0) return a;
  return normal((a === true ? [[]] : a).map((conjunction) => [...conjunction, ...tests]));
}

/** Either: the same key stands in two places. */
export const either = (a: Include, b: Include): Include => (a === true || b === true ? true : normal([...a, ...b]));

/** Whether it is in the answer with these variables. */
export const included = (include: Include, variables: Readonly<Record<string, unknown>>): boolean =>
  include === true || include.some((tests) => tests.every((test) => variables[test.variable] === test.is));

/**
 * The variable tests of `@include` and `@skip`; nothing where a literal leaves the selection out for good.
 * On variables, it is judged as if it were included.
 */
export function conditions(directives: readonly DirectiveNode[] | undefined): readonly VariableTest[] | undefined {
  const tests: VariableTest[] = [];
  for (const directive of directives ?? []) {
    const name = directive.name.value;
    if (name !== 'include' && name !== 'skip') continue;
    const wanted = name === 'include';
    const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    if (value?.kind === 'BooleanValue' && value.value !== wanted) return undefined;
    if (value?.kind === 'Variable') tests.push({ variable: value.name.value, is: wanted });
  }
  return tests;
}

export const includeKey = (include: Include): string => JSON.stringify(include);

function normal(conjunctions: readonly (readonly VariableTest[])[]): Include {
  const seen = new Map<string, readonly VariableTest[]>();
  for (const tests of conjunctions) {
    const one = [...new Map(tests.map((test) => [JSON.stringify(test), test])).entries()].sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    seen.set(
      JSON.stringify(one.map(([key]) => key)),
      one.map(([, test]) => test),
    );
  }
  return seen.has('[]') ? true : [...seen.values()];
}
