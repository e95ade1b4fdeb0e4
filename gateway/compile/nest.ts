import type { BoundNested } from '../bound.ts';
import type { Fetch, FieldRead, Frame, Out } from '../plan.ts';
import type { ColumnExpr, JsonPart, Nested, OutputColumn } from '../statement.ts';
import { argumentsOf, pageOf } from './arguments.ts';
import type { Binding } from './binding.ts';
import { and } from './expressions.ts';
import { lowerFilter } from './filters.ts';
import { nestable } from './nestable.ts';
import { lowerOrder } from './order.ts';
import { keyColumn, rawColumn, sourceOf } from './rows.ts';
import type { Scope } from './scope.ts';
import { readable } from './select.ts';

/** The children whose rows come with their parent's. */
export interface Below {
  readonly rows: readonly Nested[];
  /** What the parent's statement reads for them. */
  readonly columns: readonly OutputColumn[];
  /** By the number of the child. */
  readonly bound: readonly (BoundNested | undefined)[];
}

/** @param first the place of the first column that they may take */
export function nest(binding: Binding, fetch: Fetch, scope: Scope, alias: string, first: number): Below {
  const rows: Nested[] = [];
  const columns: OutputColumn[] = [];
  const bound = fetch.children.map((child): BoundNested | undefined => {
    const within = binding.nests(fetch.view.entity.store) && nestable(fetch, child);
    const one = within ? lowerNested(binding, scope, alias, fetch, child) : undefined;
    scope.note(one ? 'nested' : 'apart');
    if (!one) return undefined;
    rows.push(one.nested);
    const json = column(one.nested.alias, 'json', 'json');
    const at = first + columns.push({ expr: json, type: 'json' }) - 1;
    const counts = one.entities.map((entity, n) => {
      const count = column(one.nested.alias, `n${n}`, 'Int');
      return { entity, column: first + columns.push({ expr: count, type: 'Int' }) - 1 };
    });
    return { column: at, counts, most: one.most };
  });
  return { rows, columns, bound };
}

const column = (alias: string, name: string, type: ColumnExpr['type']): ColumnExpr => ({
  k: 'column',
  alias,
  column: name,
  type,
});

interface One {
  readonly nested: Nested;
  /** The entities whose rows its counts count. */
  readonly entities: readonly string[];
  readonly most: number;
}

/**
 * Nothing where these arguments want what only the gateway does: pages from the end.
 * INVARIANT: what is noted says of each level where its order, the levels below it and its filter begin and end: else a
 * statement kept for one level's filter would be sent for another's.
 */
function lowerNested(binding: Binding, scope: Scope, parent: string, of: Fetch, child: Fetch): One | undefined {
  const { view, access } = child;
  if (access.by !== 'parent' || !every(binding, child)) return undefined;
  const asked = argumentsOf(child.definition, child.node, binding.variables);
  const alias = scope.alias();
  scope.note('<');
  const terms = lowerOrder(scope, view, alias, asked.orderBy ?? []);
  const { size } = pageOf(asked, binding.page);
  scope.note(';');
  const inner = child.children.map((one) => lowerNested(binding, scope, alias, child, one) as One);
  scope.note(';');
  const type = `key:${access.parentKey}` as const;
  const where = and(
    readable(scope, view, alias),
    asked.filter ? lowerFilter(scope, view, alias, asked.filter) : and(),
    { k: 'compare', op: '=', left: column(alias, access.via, type), right: keyColumn(of.view.entity, parent), type },
  );
  scope.note('>');
  return {
    nested: {
      alias: scope.alias(),
      rows: {
        from: sourceOf(view.entity, alias),
        joins: [],
        nested: inner.map(({ nested }) => nested),
        where,
        orderBy: terms,
        limit: scope.slot(size),
      },
      ...layoutOf(child, alias, inner),
      counts: inner.flatMap(({ nested, entities }) => entities.map((_, n) => column(nested.alias, `n${n}`, 'Int'))),
    },
    entities: [view.entity.name, ...inner.flatMap(({ entities }) => entities)],
    most: size * inner.reduce((sum, { most }) => sum + most, 1),
  };
}

/** Whether these arguments ask for nothing but rows from the beginning, all the way down. */
function every(binding: Binding, child: Fetch): boolean {
  const { last, after, before } = argumentsOf(child.definition, child.node, binding.variables);
  const plain = typeof last !== 'number' && !after && !before;
  return plain && child.children.every((one) => every(binding, one));
}

/** The JSON of a row, and what stands around the rows. */
function layoutOf(child: Fetch, alias: string, inner: readonly One[]): Pick<Nested, 'json' | 'around'> {
  const at = child.frames.findIndex(({ frame }) => frame === 'nodes');
  const nodes = child.frames[at];
  if (nodes?.frame !== 'nodes') throw new Error('a nested connection has its nodes');
  const members = child.frames.map((frame) => `${JSON.stringify(frame.key)}:${constantOf(frame)}`);
  const before = `{${members.slice(0, at + 1).join(',')}`;
  const after = `${members
    .slice(at + 1)
    .map((member) => `,${member}`)
    .join('')}}`;
  return { json: rowJson(child, alias, inner, nodes.selection), around: [before, after] };
}

const constantOf = (frame: Frame): string => (frame.frame === 'typename' ? JSON.stringify(frame.value) : '');

function rowJson(child: Fetch, alias: string, inner: readonly One[], selection: readonly Out[]): readonly JsonPart[] {
  const parts: JsonPart[] = [];
  const text = (more: string): void => {
    const last = parts.at(-1);
    if (last?.part === 'text') parts[parts.length - 1] = { part: 'text', text: last.text + more };
    else parts.push({ part: 'text', text: more });
  };
  for (const [at, out] of selection.entries()) {
    text(`${at === 0 ? '{' : ','}${JSON.stringify(out.key)}:`);
    if (out.out === 'typename') text(JSON.stringify(out.value));
    else if (out.out === 'child') parts.push(jsonOf(inner[out.child]));
    else {
      const value = cellOf(child, alias, child.fields[out.read]);
      if (value) parts.push(value);
      else text('null');
    }
  }
  text('}');
  return parts;
}

function jsonOf(one: One | undefined): JsonPart {
  if (!one) throw new Error('a child of a nested fetch is nested');
  return { part: 'json', of: column(one.nested.alias, 'json', 'json') };
}

function cellOf({ view }: Fetch, alias: string, read: FieldRead | undefined): JsonPart | undefined {
  if (!read || read.column === undefined) return undefined;
  const of = rawColumn(view.entity, read.view.field, alias);
  const before = read.view.cases[0]?.bound?.before;
  return { part: 'value', of, type: of.type, ...(before !== undefined && { before }) };
}
