import type { Grant } from '../../plugins/contract.ts';
import type { Entity, Field } from '../../schema/catalogue/catalogue.ts';
import { bandsOfType } from '../../schema/terms/band.ts';
import { compareDisclosure } from '../../schema/terms/disclosure.ts';
import type { Obligation } from '../../schema/terms/obligation.ts';
import { filterOperators, type FilterOperator } from '../../schema/terms/operators.ts';
import { type Use, usesOfType } from '../../schema/terms/field.ts';
import { type Profile, profileKey } from '../../schema/terms/profile.ts';
import { all as everyRow, intersect, none, type Restriction, unite } from '../../schema/terms/restriction.ts';
import type { Case, EntityView, FieldView, GrantQuota } from '../views.ts';
import { columnAbilities } from '../../schema/catalogue/abilities.ts';
import { unchoosable, untestable } from './able.ts';
import { covers, judge } from './judge.ts';
import type { Rules } from './rules.ts';

/** What judging an entity knows. */
export interface Seeing {
  readonly rules: Rules;
  readonly profile: Profile;
  /** Those for the declared purpose. */
  readonly grants: readonly Grant[];
  readonly obligation: Obligation;
  /** What only statistics are given of counts as well. */
  readonly statistics?: true;
}

/** An entity as a profile sees it. */
export function entityView(seeing: Seeing, entity: Entity): EntityView {
  const { rules, profile, grants: all, obligation } = seeing;
  const states = (grant: Grant): boolean => statesOf(seeing, grant, entity);
  // A grant gives rows only where it opens `select` on some field of theirs.
  const opening = all.filter(
    (grant) =>
      [...entity.fields.values()].some((field) => opens(rules, profile, grant, field, 'select')) || states(grant),
  );
  const given = opening.reduce<Restriction>((rows, grant) => unite(rows, grant.rows(entity.name)), none);
  const rows = intersect(given, rules.restriction(profile, entity));
  const fields = new Map(
    [...entity.fields.values()].map((field) => [field.name, fieldView(seeing, opening, entity, field)] as const),
  );
  // Rows of one grant never come in by the door of another.
  const entered = opening
    .filter((grant) => grant.roots.has(entity.roots.many ?? '') || states(grant))
    .reduce<Restriction>((sum, grant) => unite(sum, grant.rows(entity.name)), none);
  const counting = opening.filter((grant) => grant.counts.has(entity.name) || states(grant));
  // What a count of any rows tells, groups of a least size must not be told apart by; and noise hides nothing from it.
  const bound = (obligation.groups ?? obligation.noise) !== undefined && !seeing.statistics;
  const counted = bound ? none : countedRows(rules, profile, fields.get('id'), counting, given);
  const order = orderOf(rules, profile, fields.get('id'), entity);
  const able = rules.abilities(entity.store);
  const told = (some: Restriction): boolean => untestable(rules, entity, some).length === 0;
  // A check refuses what a store cannot tell apart or order; where nobody checked, it is closed.
  const reached = able.keys.includes(entity.key.type) && ((entity.subject ?? []).length < 2 || able.related);
  const possible = reached && (able.keyedOrder || order.by === 'raw') && told(rows) && told(entered);
  const open = opening.length > 0 && rows.kind !== 'none' && possible;
  return Object.freeze({
    entity,
    abilities: able,
    open,
    rows: open ? rows : none,
    fields,
    root: open && entered.kind !== 'none',
    entered: covers(entered, given) ? everyRow : entered,
    counted: able.counts && told(counted) ? counted : none,
    order,
  });
}

const opens = (rules: Rules, profile: Profile, grant: Grant, field: Field, use: Use): boolean =>
  grant.gives(field).length > 0 && judge(rules, profile, [grant], field, use).cases.length > 0;

const statisticalUses: readonly Use[] = ['group', 'aggregate'];

/** Whether a grant gives statistics of an entity: then it gives its rows to them, and nothing else of it. */
const statesOf = ({ rules, profile, statistics }: Seeing, grant: Grant, entity: Entity): boolean =>
  statistics === true &&
  [...entity.fields.values()].some(
    (field) =>
      grant.statistics(field) &&
      statisticalUses.some(
        (use) => usesOfType[field.type].includes(use) && opens(rules, profile, stating(grant), field, use),
      ),
  );

/** A grant as statistics see it: as if it gave in clear what it only gives to them. What is left are the guards. */
const stating = (grant: Grant): Grant => ({
  ...grant,
  gives: (field) => (grant.statistics(field) ? [...grant.gives(field), { disclosure: 'clear' }] : grant.gives(field)),
});

function fieldView(seeing: Seeing, opening: readonly Grant[], entity: Entity, field: Field): FieldView {
  const { rules, profile, statistics } = seeing;
  const given = columnAbilities(rules.abilities(entity.store), entity, field) !== undefined;
  // What the store cannot give out, or choose by row, stays away on every row.
  const chosen = (cases: readonly Case[]): readonly Case[] => {
    const whens = cases.map(({ when }) => when);
    return given && unchoosable(rules, entity, whens).length === 0 ? cases : [];
  };
  const { cases, votes } = judge(rules, profile, opening, field, 'select');
  const used = usesOfType[field.type].filter((use) => use !== 'select');
  const grantsFor = (use: Use): readonly Grant[] =>
    statistics && statisticalUses.includes(use) ? opening.map(stating) : opening;
  const casesFor = new Map(
    used.map((use) => [use, chosen(judge(rules, profile, grantsFor(use), field, use).cases)] as const),
  );
  const operators = (Object.keys(filterOperators) as FilterOperator[]).filter((operator) =>
    casesFor.get(filterOperators[operator])?.some((one) => one.operators.has(operator)),
  );
  return Object.freeze({
    field,
    cases: chosen(cases),
    casesFor,
    operators: new Set(operators),
    orderable: casesFor.get('order')?.some((one) => one.orderable) ?? false,
    groupable: bandsOfType[field.type] !== undefined && isGroupable(casesFor.get('group') ?? []),
    summable: field.name !== 'id' && (casesFor.get('aggregate')?.some((one) => one.summed) ?? false),
    lookup: lookupRows(rules, profile, opening, entity, field),
    quotas: quotasOf(opening, field),
    votes,
    gifts: opening.flatMap((grant) =>
      grant.gives(field).map((gift) => ({ ...gift, grant: grant.id, source: grant.source })),
    ),
  });
}

/** Surrogates are made of whole groups, so there groups are only told apart where one technique holds on every row. */
const isGroupable = (cases: readonly Case[]): boolean =>
  cases.some(({ grouped }) => grouped === 'store') ||
  (cases.length === 1 && cases[0]?.when.kind === 'all' && cases[0].grouped === 'mask');

/** Lookup compares the full value, on the rows of the grants that give it, not where a guard withholds the field. */
function lookupRows(rules: Rules, profile: Profile, all: readonly Grant[], entity: Entity, field: Field): Restriction {
  const grants = all.filter((grant) => grant.lookups.has(field.coordinate));
  const rows = openedRows(rules, profile, grants, field, 'filter.equal');
  const compared = columnAbilities(rules.abilities(entity.store), entity, field)?.operators.includes('eq');
  return compared && untestable(rules, entity, rows).length === 0 ? rows : none;
}

/**
 * Of grants that give all rows of a lookup each will do: one without a quota bounds nothing, and of several each gives its own.
 * INVARIANT: the quota of one grant opens no rows of another. Where each gives only some of the rows, all of them are paid.
 */
function quotasOf(all: readonly Grant[], { coordinate, entity }: Field): FieldView['quotas'] {
  const grants = all.filter((grant) => grant.lookups.has(coordinate));
  const rows = grants.reduce<Restriction>((sum, grant) => unite(sum, grant.rows(entity)), none);
  const whole = grants.filter((grant) => covers(grant.rows(entity), rows));
  if (whole.some(({ lookupQuota }) => !lookupQuota)) return [];
  return whole.length > 0 ? [whole.flatMap(quotaOf)] : grants.map(quotaOf).filter((one) => one.length > 0);
}

const quotaOf = ({ id, recipient, lookupQuota }: Grant): readonly GrantQuota[] =>
  lookupQuota
    ? [{ ...lookupQuota, grant: id, ...(recipient.startsWith('agreement:') && { agreement: recipient }) }]
    : [];

/** The rows of grants that open a field to a use whatever they give of it. As if they gave it in clear: what is left are the guards. */
function openedRows(rules: Rules, profile: Profile, grants: readonly Grant[], field: Field, use: Use): Restriction {
  return grants.reduce<Restriction>((rows, grant) => {
    const asked = { ...grant, gives: () => [{ disclosure: 'clear' as const }] };
    const seen = judge(rules, profile, [asked], field, use).cases.filter(
      (one) => compareDisclosure(one.disclosure, 'withheld') < 0,
    );
    return seen.reduce<Restriction>((sum, one) => unite(sum, intersect(one.when, grant.rows(field.entity))), rows);
  }, none);
}

/**
 * `totalCount` is an aggregate of the id: rows where that is clear, and rows of grants that allow counting. What a guard
 * takes of the id it takes of both.
 */
function countedRows(
  rules: Rules,
  profile: Profile,
  id: FieldView | undefined,
  counting: readonly Grant[],
  given: Restriction,
): Restriction {
  if (!id) return none;
  const { field } = id;
  const clear = (id.casesFor.get('aggregate') ?? []).filter((one) => one.disclosure === 'clear').map((one) => one.when);
  const rows = [...clear, openedRows(rules, profile, counting, field, 'aggregate')].reduce<Restriction>(unite, none);
  return covers(rows, given) && rows.kind !== 'none' ? everyRow : rows;
}

/** Where some readable row has no clear id, the raw key must not be felt through the order of rows. */
function orderOf(rules: Rules, profile: Profile, id: FieldView | undefined, entity: Entity): EntityView['order'] {
  const [first] = id?.cases ?? [];
  if (first?.disclosure === 'clear' && first.when.kind === 'all') return { by: 'raw' };
  const domains = [
    ...new Set((id?.cases ?? []).filter((one) => one.disclosure === 'replaced').map((one) => one.domain)),
  ];
  const [only] = domains;
  const domain = domains.length === 1 && only ? only : `profile:${profileKey(profile)}`;
  return { by: 'hash', salt: rules.orderSalt(domain, entity.name) };
}
