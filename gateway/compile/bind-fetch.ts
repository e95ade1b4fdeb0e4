import { GatewayError } from '../../schema/terms/errors.ts';
import type { BoundFetch, BoundGather, BoundStatement, Page } from '../bound.ts';
import type { Fetch } from '../plan.ts';
import type { Include } from '../views.ts';
import type { Expr, OrderTerm, Select } from '../statement.ts';
import { type Arguments, argumentsOf, pageOf } from './arguments.ts';
import type { Binding } from './binding.ts';
import { and, nothing } from './expressions.ts';
import { lowerFilter, lowerId } from './filters.ts';
import { included } from '../include.ts';
import { lookupQuotas } from './lookup-quotas.ts';
import { nest } from './nest.ts';
import { behind, lowerOrder, reversed } from './order.ts';
import { valuesOf } from './renumber.ts';
import { gatherBound, keyColumn, lowerRestriction, rawColumn, sourceOf } from './rows.ts';
import { type Scope, scopeOf } from './scope.ts';
import { countable, lowerLookup, lowerReads, readable } from './select.ts';

/** One fetch with its arguments in place, and those below it; nothing where these variables leave it out. */
export function bindFetch(binding: Binding, fetch: Fetch): BoundFetch | undefined {
  if (!included(fetch.include, binding.variables)) return undefined;
  const asked = argumentsOf(fetch.definition, fetch.node, binding.variables);
  const wanted = (include: Include | false): boolean => include !== false && included(include, binding.variables);
  const rows = wanted(fetch.wantsRows) ? bindRows(binding, fetch, asked) : undefined;
  const count = wanted(fetch.wantsCount) ? bindCount(binding, fetch, asked) : undefined;
  const known = fetch.known && rows?.select && bindKnown(binding, fetch.known);
  return {
    fetch,
    store: fetch.view.entity.store,
    ...(rows?.select && { select: rows.select }),
    ...(count && { count }),
    ...(rows?.page && { page: rows.page }),
    ...(known && { known }),
    lookups: rows && fetch.access.by === 'lookup' ? lookupQuotas(fetch, asked) : [],
    nested: rows?.nested ?? [],
    children: rows ? fetch.children.map((child, at) => (rows.nested[at] ? undefined : bindFetch(binding, child))) : [],
  };
}

interface Reading {
  readonly scope: Scope;
  readonly alias: string;
}

const reading = (binding: Binding): Reading => {
  const scope = scopeOf(binding);
  return { scope, alias: scope.alias() };
};

function bindRows(
  binding: Binding,
  fetch: Fetch,
  asked: Arguments,
): { readonly select?: BoundStatement | undefined; readonly page?: Page; readonly nested: BoundFetch['nested'] } {
  const { scope, alias } = reading(binding);
  const { columns: read, joins } = lowerReads(scope, fetch, alias);
  const below = nest(binding, fetch, scope, alias, read.length);
  const columns = [...read, ...below.columns];
  const where = and(
    readable(scope, fetch.view, alias),
    enteredRows(scope, fetch, alias),
    wantedRows(scope, fetch, alias, asked),
  );
  const parents = parentsOf(scope, fetch, alias);
  const connection = fetch.access.by === 'root' || fetch.access.by === 'parent';
  if (!connection) {
    const limit = fetch.access.by === 'reference' ? {} : { limit: scope.slot(2) };
    const plain: Select = {
      from: sourceOf(fetch.view.entity, alias),
      joins,
      nested: below.rows,
      columns,
      where: and(where, parents.where),
      orderBy: [],
      ...limit,
    };
    return { select: statement(binding, fetch, scope, plain, parents.slot), nested: below.bound };
  }
  const paged = pageRows(binding, fetch, asked, scope, alias);
  const select: Select = {
    from: sourceOf(fetch.view.entity, alias),
    joins,
    nested: below.rows,
    columns: fetch.wantsCursors
      ? [
          ...columns,
          ...paged.terms.map(({ expr, type }) => ({ expr, type: type === 'hash' ? ('String' as const) : type })),
        ]
      : columns,
    where: and(where, paged.where),
    orderBy: paged.page.backward ? reversed(paged.terms) : paged.terms,
    limit: scope.slot(paged.page.size + 1),
    ...(parents.each && { each: parents.each }),
  };
  const page = { ...paged.page, orderAt: columns.length };
  return { page, select: statement(binding, fetch, scope, select, parents.slot), nested: below.bound };
}

/** At a root, the rows of the grants that open it; below a record, whatever of its relation is readable. */
function enteredRows(scope: Scope, { access, view }: Fetch, alias: string): Expr {
  const inside = access.by === 'parent' || access.by === 'reference';
  return inside ? and() : lowerRestriction(scope, view.entity, alias, view.entered);
}

/** The rows that the arguments ask for, as they are seen. */
function wantedRows(scope: Scope, fetch: Fetch, alias: string, asked: Arguments): Expr {
  if (fetch.access.by === 'id') return lowerId(scope, fetch.view, alias, asked.id ?? '');
  if (fetch.access.by === 'lookup') return lowerLookup(scope, fetch.view, alias, asked.by ?? {});
  return asked.filter ? lowerFilter(scope, fetch.view, alias, asked.filter) : and();
}

/** How rows find their parents: all parents' keys come as one array. */
function parentsOf(
  scope: Scope,
  fetch: Fetch,
  alias: string,
): { readonly where: Expr; readonly slot?: number; readonly each?: NonNullable<Select['each']> } {
  const { entity } = fetch.view;
  if (fetch.access.by === 'reference') {
    const slot = scope.slot([]);
    const key = keyColumn(entity, alias);
    return {
      slot,
      where: { k: 'in', left: key, list: { k: 'param', slot, type: key.type, array: true }, type: key.type },
    };
  }
  if (fetch.access.by !== 'parent') return { where: and() };
  const slot = scope.slot([]);
  const { parentKey } = fetch.access;
  return {
    slot,
    where: and(),
    each: { slot, type: parentKey, column: { k: 'column', alias, column: fetch.access.via, type: `key:${parentKey}` } },
  };
}

function pageRows(
  binding: Binding,
  fetch: Fetch,
  asked: Arguments,
  scope: Scope,
  alias: string,
): { readonly terms: readonly OrderTerm[]; readonly where: Expr; readonly page: Page } {
  const terms = lowerOrder(scope, fetch.view, alias, asked.orderBy ?? []);
  const { size, backward } = pageOf(asked, binding.page);
  const context = [...binding.sealed, fetch.coordinate, JSON.stringify([asked.filter ?? null, asked.orderBy ?? []])];
  const place = (cursor: string) => {
    const cells = binding.cursors.open(context, cursor);
    if (cells?.length === terms.length) return cells;
    throw new GatewayError(
      'BAD_USER_INPUT',
      'this cursor does not belong here: cursors fit only the view, filter and order that made them',
    );
  };
  const bounds: Expr[] = [];
  scope.note('page');
  if (asked.after) bounds.push(behind(scope, terms, place(asked.after)));
  scope.note(backward ? 'backward' : 'forward');
  if (asked.before) bounds.push(behind(scope, reversed(terms), place(asked.before)));
  return {
    terms,
    where: and(...bounds),
    page: {
      size,
      backward,
      after: !!asked.after,
      before: !!asked.before,
      orderAt: 0,
      seal: (cells) => binding.cursors.seal(context, cells),
    },
  };
}

function bindCount(binding: Binding, fetch: Fetch, asked: Arguments): BoundStatement | undefined {
  const { scope, alias } = reading(binding);
  scope.note('count');
  const where = and(
    countable(scope, fetch.view, alias),
    enteredRows(scope, fetch, alias),
    wantedRows(scope, fetch, alias, asked),
  );
  const parents = parentsOf(scope, fetch, alias);
  const select: Select = {
    from: sourceOf(fetch.view.entity, alias),
    joins: [],
    columns: [],
    where,
    orderBy: [],
    count: true,
    ...(parents.each && { each: parents.each }),
  };
  return statement(binding, fetch, scope, select, parents.slot);
}

/** `none` sends no statement: what can match nothing is not asked. */
export function statement(
  binding: Binding,
  fetch: Pick<Fetch, 'view'>,
  scope: Scope,
  select: Select,
  parents: number | undefined,
): BoundStatement | undefined {
  if (nothing(select.where)) return undefined;
  const prepared = binding.prepare(fetch, scope.shape(), fetch.view.entity.store, () => select);
  const slot = parents === undefined ? -1 : prepared.slots.indexOf(parents);
  return {
    query: prepared.query,
    values: valuesOf(prepared.slots, scope.values),
    ...(slot >= 0 && { parents: slot }),
    gathers: gathersOf(binding, fetch, scope, prepared.slots, scope.shape()),
  };
}

/** Keys of other stores, each by a statement of its own. Those that folding left no use for are not asked for. */
function gathersOf(
  binding: Binding,
  fetch: Pick<Fetch, 'view'>,
  from: Scope,
  slots: readonly number[],
  place: string,
): readonly BoundGather[] {
  return from.gathers.flatMap(({ slot: lowered, store, scope, select }, order): readonly BoundGather[] => {
    const slot = slots.indexOf(lowered);
    if (slot < 0) return [];
    const at = { slot, store, bound: gatherBound };
    if (nothing(select.where)) return [at];
    // Two rules over one table may have one shape and ask for different things: only its place tells a statement.
    const key = `${place} gather ${order}`;
    const prepared = binding.prepare(fetch, key, store, () => select);
    const gathers = gathersOf(binding, fetch, scope, prepared.slots, key);
    return [{ ...at, statement: { query: prepared.query, values: valuesOf(prepared.slots, scope.values), gathers } }];
  });
}

/** What is known of subjects, by their keys. It is read for redaction alone and never answered. */
function bindKnown(binding: Binding, known: NonNullable<Fetch['known']>): NonNullable<BoundFetch['known']> {
  const { scope, alias } = reading(binding);
  const key = keyColumn(known.entity, alias);
  const list: Expr = { k: 'param', slot: scope.slot([]), type: key.type, array: true };
  const fields = known.fields.map((field) => rawColumn(known.entity, field, alias));
  const select: Select = {
    from: sourceOf(known.entity, alias),
    joins: [],
    columns: [key, ...fields].map((expr) => ({ expr, type: expr.type })),
    where: { k: 'in', left: key, list, type: key.type },
    orderBy: [],
  };
  const { query } = binding.prepare(known, 'known', known.entity.store, () => select);
  return { store: known.entity.store, query };
}
