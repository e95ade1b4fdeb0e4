import type { ColumnExpr, OrderTerm } from '../../statement.ts';
import type { Says } from './calls.ts';
import { wayOfField } from './cells.ts';
import type { Resource } from './resource-options.ts';

/** What tells the API which fields to give: no others leave it, where it knows how. */
export function selection({ select, key, fields }: Resource, columns: readonly ColumnExpr[]): Says {
  if (!select) return [];
  const named = [key, ...columns.map(({ column }) => column)].flatMap((name) => {
    const field = fields[name];
    return field ? [wayOfField(name, field)[0] ?? name] : [];
  });
  const { put, join, always } = select;
  const all = [...new Set([...always, ...named])];
  return [[put, join === undefined ? all : all.join(join)]];
}

/**
 * What asks the API for records in an order, where it has exactly this one: then whatever is behind the last one that was wanted
 * need not be read. Nothing where it has not.
 */
export function ordering(resource: Resource, alias: string, orderBy: readonly OrderTerm[]): Says | undefined {
  const terms = orderBy.map(({ expr, direction }) =>
    expr.k === 'column' && expr.alias === alias ? { name: expr.column, direction } : undefined,
  );
  const last = terms.at(-1);
  // Behind a key nothing is left to be ordered, and without one some may come either way.
  if (last?.name !== resource.key) return undefined;
  const byTies = resource.ties && terms.length > 1 && last.direction === 'asc';
  const asked = byTies ? terms.slice(0, -1) : terms;
  const says = asked.map((term) => term && resource.fields[term.name]?.sort[term.direction]);
  if (!says.every((one) => one !== undefined)) return undefined;
  return says.length > 1 ? joined(says, resource.sortJoin) : Object.entries(says[0] ?? {});
}

function joined(says: readonly Readonly<Record<string, unknown>>[], join: string | undefined): Says | undefined {
  const places = new Set(says.flatMap((one) => Object.keys(one)));
  if (join === undefined || places.size !== 1) return undefined;
  const [place = ''] = places;
  return [[place, says.map((one) => one[place]).join(join)]];
}
