import { type Entity, entityOf, type Relation, subjectEntity } from '../../schema/catalogue/catalogue.ts';
import type { Fetch, Read } from '../plan.ts';
import type { EntityView, FieldView } from '../views.ts';
import { always, type ColumnExpr, type Expr, type Join, type OutputColumn } from '../statement.ts';
import { echoOf } from './echoes.ts';
import { and, or } from './expressions.ts';
import { keyColumn, lowerRestriction, rawColumn, sourceOf } from './rows.ts';
import type { Scope } from './scope.ts';

/** What a fetch reads, as columns; with the joins that reaching the subject's key needs. */
export function lowerReads(
  scope: Scope,
  fetch: Fetch,
  alias: string,
): { readonly columns: readonly OutputColumn[]; readonly joins: readonly Join[] } {
  const joins: Join[] = [];
  const columns = fetch.reads.map((read) => lowerRead(scope, fetch.view, alias, read, joins));
  return { columns, joins };
}

function lowerRead(scope: Scope, view: EntityView, alias: string, read: Read, joins: Join[]): OutputColumn {
  const { entity } = view;
  if (read.read === 'key') return column(keyColumn(entity, alias));
  if (read.read === 'subject') return column(subjectKey(scope, entity, alias, joins));
  if (read.read === 'via') return column(viaColumn(scope, entity, entity.relations.get(read.relation), alias));
  const field = view.fields.get(read.field);
  if (!field) throw new Error(`\`${entity.name}.${read.field}\` is not in the view`);
  if (read.read === 'which') return { expr: whichCase(scope, entity, field, alias), type: 'case' };
  return { expr: rawWhereSeen(scope, entity, field, alias), type: field.field.type };
}

const column = (expr: ColumnExpr): OutputColumn => ({ expr, type: expr.type });

function viaColumn(scope: Scope, entity: Entity, relation: Relation | undefined, alias: string): ColumnExpr {
  if (!relation) throw new Error(`\`${entity.name}\` has no such relation`);
  const one = relation.many ? entity : entityOf(scope.catalogue, relation.to);
  return { k: 'column', alias, column: relation.via, type: `key:${one.key.type}` };
}

/** The subject's key: along to-one hops of the same store, and at last a foreign key, whose target is not visited. */
export function subjectKey(scope: Scope, entity: Entity, alias: string, joins: Join[]): ColumnExpr {
  if (!subjectEntity(scope.catalogue, entity)) throw new Error(`\`${entity.name}\` has no subject`);
  const path = entity.subject ?? [];
  let at = { entity, alias };
  for (const [hop, name] of path.entries()) {
    const reference = viaColumn(scope, at.entity, at.entity.relations.get(name), at.alias);
    if (hop === path.length - 1) return reference;
    const target = entityOf(scope.catalogue, at.entity.relations.get(name)?.to ?? '');
    const next = { entity: target, alias: scope.alias() };
    const key = keyColumn(target, next.alias);
    joins.push({
      source: sourceOf(target, next.alias),
      on: { k: 'compare', op: '=', left: key, right: reference, type: key.type },
    });
    at = next;
  }
  return keyColumn(at.entity, at.alias);
}

/** The raw value, only on rows where some case shows something of it. */
function rawWhereSeen(scope: Scope, entity: Entity, field: FieldView, alias: string): Expr {
  const raw = rawColumn(entity, field.field, alias);
  const [first] = field.cases;
  if (first?.when.kind === 'all') return raw;
  const branches = field.cases.map((one) => {
    const then: Expr = one.disclosure === 'withheld' ? { k: 'null', type: raw.type } : raw;
    return [lowerRestriction(scope, entity, alias, one.when), then] as const;
  });
  return { k: 'case', branches, type: raw.type };
}

/** The number of the first case that holds, from 0; null where no grant of the row covers the cell. */
function whichCase(scope: Scope, entity: Entity, field: FieldView, alias: string): Expr {
  const branches = field.cases.map((one, at) => {
    const then: Expr = { k: 'index', value: at };
    return [lowerRestriction(scope, entity, alias, one.when), then] as const;
  });
  return { k: 'case', branches, type: 'case' };
}

/** The rows that the profile may read at all. */
export const readable = (scope: Scope, view: EntityView, alias: string): Expr =>
  lowerRestriction(scope, view.entity, alias, view.rows);

/** The rows that a count counts: readable, and open to counting. */
export const countable = (scope: Scope, view: EntityView, alias: string): Expr =>
  and(readable(scope, view, alias), lowerRestriction(scope, view.entity, alias, view.counted));

/** One record by a full value: compared raw, on the rows where the lookup is granted. */
export function lowerLookup(
  scope: Scope,
  view: EntityView,
  alias: string,
  by: Readonly<Record<string, unknown>>,
): Expr {
  const wanted = Object.entries(by).filter(([, value]) => value !== undefined && value !== null);
  return and(
    ...wanted.map(([name, value]): Expr => {
      scope.note(name);
      const field = view.fields.get(name);
      const coordinate = `${view.entity.name}.${name}`;
      if (!field || field.lookup.kind === 'none') {
        const wouldDo: Parameters<Scope['sayings']['refuse']>[2] = (v) =>
          v.entity(view.entity.name).fields.get(name)?.lookup.kind !== 'none';
        scope.sayings.refuse('USE_DENIED', coordinate, wouldDo);
        return or();
      }
      const echo = echoOf(value);
      if (echo) scope.sayings.echo(echo, coordinate);
      if (echo || typeof value !== 'string' || value.includes('\0')) return or();
      const left = rawColumn(view.entity, field.field, alias);
      const right: Expr = { k: 'param', slot: scope.slot(value), type: left.type };
      const rows = field.lookup.kind === 'all' ? always : lowerRestriction(scope, view.entity, alias, field.lookup);
      return and(rows, { k: 'compare', op: '=', left, right, type: left.type });
    }),
  );
}
