import { expect } from 'vitest';
import { filterOperators } from '../../../schema/terms/operators.ts';
import { demoCatalogue } from '../../fixtures/demo-config.ts';
import type { Attacked, Attacker, Got, Question, Row } from './gateway.ts';

/** How an attacker comes to a list of records, with arguments and a selection: `{ orders(first: 3) { nodes { id } } }`. */
export interface Reach {
  readonly entity: string;
  readonly list: (args: string, selection: string) => string;
}

/** A root that lists the records of an entity. */
export const rootOf = (entity: string, root: string): Reach => ({
  entity,
  list: (args, selection) => `{ ${root}(${args}) { ${selection} } }`,
});

const page = 'nodes { id } pageInfo { hasNextPage hasPreviousPage }';
const operand = (operator: string, value: string): unknown =>
  operator === 'isNull' ? value.length % 2 === 0 : operator === 'in' || operator === 'notIn' ? [value, 'x'] : value;

/** Everything that can be tried with one field: to select it, to rename it, to order by it, to compare it with these values. */
export function probes({ entity, list }: Reach, field: string, values: readonly string[]): readonly Question[] {
  const filtered = `query($f: ${entity}Filter) ${list('first: 3, filter: $f', page)}`;
  const compared = Object.keys(filterOperators).flatMap((operator) =>
    values.map((value) => ({
      query: filtered,
      variables: { f: { [field]: { [operator]: operand(operator, value) } } },
    })),
  );
  const asked = [
    list('first: 3', `nodes { id ${field} }`),
    list('first: 3', `nodes { id seen: ${field} }`),
    list(`first: 3, orderBy: [{ ${field}: ASC }]`, page),
    list(`first: 3, orderBy: [{ ${field}: DESC }]`, `edges { cursor node { id } }`),
    list('first: 3', `aggregate { max { ${field} } count(distinct: ${field}) }`),
  ];
  return [...asked.map((query) => ({ query })), ...compared];
}

/** All fields of an entity, each tried with what some records hold and with what stands near it. */
export function battery(reach: Reach, records: readonly Row[]): readonly Question[] {
  const fields = [...(demoCatalogue().entities.get(reach.entity)?.fields.values() ?? [])];
  return fields.flatMap(({ name, column }) => {
    const values = records
      .map((record) => (name === 'id' ? `${reach.entity}:${record['id']}` : (record[column] ?? '')))
      .filter((value) => value !== '');
    const near = values.slice(0, 1).map((value) => (name === 'phone' ? `****${value.slice(-4)}` : value.slice(0, 4)));
    return probes(reach, name, [...new Set([...values, ...near])]);
  });
}

/** Page by page to the end, forwards or backwards: each page as it is told, and how many rows there were. */
export async function walked(
  ask: (query: string, variables: Question['variables']) => Promise<Got>,
  { entity, list }: Reach,
  size: number,
  args = '',
  backwards = false,
): Promise<{ readonly told: readonly string[]; readonly ids: readonly string[] }> {
  const [count, from, more, end] = backwards
    ? ['last', 'before', 'hasPreviousPage', 'startCursor']
    : ['first', 'after', 'hasNextPage', 'endCursor'];
  const query = `query($n: Int, $c: String) ${list(`${count}: $n, ${from}: $c${args}`, `nodes { id } pageInfo { ${more} ${end} }`)}`;
  const told: string[] = [];
  const ids: string[] = [];
  for (let cursor: unknown = null; told.length < 500; ) {
    const { text, data } = await ask(query, { n: size, c: cursor });
    told.push(text);
    const found = connectionIn(data);
    if (!found) break;
    ids.push(...found.nodes.map(({ id }) => id));
    if (found.pageInfo[more] !== true) break;
    cursor = found.pageInfo[end];
  }
  expect(told.length, `an end of ${entity}`).toBeLessThan(500);
  return { told, ids };
}

interface Connection {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: Readonly<Record<string, unknown>>;
}

const connectionIn = (data: unknown): Connection | undefined =>
  Object.values((data ?? {}) as Readonly<Record<string, Connection>>)[0];

/** What each question is answered with. */
export async function answers(
  { ask }: Attacked,
  who: Attacker,
  questions: readonly Question[],
): Promise<ReadonlyMap<string, string>> {
  const told = new Map<string, string>();
  const next = { at: 0 };
  const worker = async (): Promise<void> => {
    for (let at = next.at++; at < questions.length; at = next.at++) {
      const { query, variables } = questions[at] ?? { query: '' };
      told.set(`${who} asks ${query} ${JSON.stringify(variables ?? {})}`, (await ask(who, query, variables)).text);
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return told;
}

/** INVARIANT: what one may not know may change, and no answer does: not by a row, a byte, an error or a length. */
export async function expectUnmoved(
  attacked: Attacked,
  who: Attacker,
  questions: readonly Question[],
  change: readonly string[],
  told: (text: string) => string = (text) => text,
): Promise<ReadonlyMap<string, string>> {
  const before = await answers(attacked, who, questions);
  await attacked.change(...change);
  const after = await answers(attacked, who, questions);
  for (const [question, text] of before) expect(told(after.get(question) ?? ''), question).toBe(told(text));
  return before;
}
