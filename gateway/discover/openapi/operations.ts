import { type Json, listOf, objectOf, resolved, textOf } from './document.ts';

/** A parameter in the query of a call. */
export interface Asked {
  readonly name: string;
  readonly schema: Json;
  readonly required: boolean;
}

/** A way to read: a `GET` and the schema of its answer. */
export interface Operation {
  readonly path: string;
  readonly asked: readonly Asked[];
  /** As it stands there: a reference tells of which schema it is. */
  readonly answer: unknown;
}

/** All that a description says can be read. */
export function operationsOf(document: unknown): readonly Operation[] {
  const root = objectOf(document);
  return Object.entries(objectOf(root['paths'])).flatMap(([path, value]): readonly Operation[] => {
    const item = resolved(root, value);
    const get = resolved(root, item['get']);
    const answer = answerOf(root, get);
    if (answer === undefined || !callable.test(path)) return [];
    const asked = [...listOf(item['parameters']), ...listOf(get['parameters'])].flatMap((one) =>
      askedBy(resolved(root, one)),
    );
    return [{ path, asked, answer }];
  });
}

/** What a store can put into a query, and a path that it can call. */
const sayable = /^[^/\s&=#?]+$/;
const callable = /^\/(?!\/)[^\s?#\\]*$/;

function askedBy(parameter: Json): readonly Asked[] {
  const name = textOf(parameter['name']);
  if (parameter['in'] !== 'query' || name === undefined || !sayable.test(name)) return [];
  // Swagger 2 says beside the name what OpenAPI 3 says in a schema.
  return [
    { name, schema: { ...parameter, ...objectOf(parameter['schema']) }, required: parameter['required'] === true },
  ];
}

/** The schema of what is answered where all is well. */
function answerOf(root: Json, operation: Json): unknown {
  const answers = objectOf(operation['responses']);
  const fine = resolved(root, answers['200'] ?? answers['2XX'] ?? answers['default']);
  const kinds = Object.entries(objectOf(fine['content']));
  const [, content] = kinds.find(([kind]) => /[/+]json\b/i.test(kind)) ?? [];
  return objectOf(content)['schema'] ?? fine['schema'];
}
