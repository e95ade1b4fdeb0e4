import { type Abilities, type ColumnAbilities, everything } from '../../../schema/catalogue/abilities.ts';
import type { FilterOperator } from '../../../schema/terms/operators.ts';
import type { RestOptions } from './options.ts';
import type { Resource, ResourceField } from './resource-options.ts';

/** What it cannot do itself is done here, save groups: a figure is worth nothing of a part of the rows. */
const scanned: Abilities = Object.freeze({ ...everything, groups: false });

/**
 * What an API can do, as gateway.yaml declares it: its own filters, orders and totals; everything where what it cannot is done
 * here.
 */
export function restAbilities({ scan, resources }: RestOptions): Abilities {
  if (scan) return scanned;
  const all = Object.values(resources);
  return {
    ...everything,
    columns: Object.fromEntries(Object.entries(resources).map(([name, one]) => [name, columnsOf(one)])),
    forms: [],
    conditions: false,
    related: false,
    references: all.every(isFoundByKey),
    referring: Object.fromEntries(Object.entries(resources).map(([name, one]) => [name, referringIn(one)])),
    keyedOrder: false,
    groups: false,
    counts: all.every(({ list }) => list.total !== undefined) && all.every(countsExactly),
  };
}

const columnsOf = ({ fields, key, ...rest }: Resource): Readonly<Record<string, ColumnAbilities>> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const own = operatorsOf(field);
      const byKey = name === key && isFoundByKey({ fields, key, ...rest }) ? (['eq', 'in'] as const) : [];
      const order =
        field.sort.asc !== undefined && field.sort.desc !== undefined && (rest.ties || rest.sortJoin !== undefined);
      return [name, { operators: [...new Set([...own, ...byKey])], order }];
    }),
  );

/** One of a list is equal to each of it in turn. */
const operatorsOf = ({ filters }: ResourceField): readonly FilterOperator[] => [
  ...(Object.keys(filters) as FilterOperator[]),
  ...(filters.eq === undefined ? [] : (['in'] as const)),
];

const isFoundByKey = ({ byId, byIds, fields, key }: Resource): boolean =>
  byId !== undefined || byIds !== undefined || isReferring(fields[key]);

const isReferring = (field: ResourceField | undefined): boolean =>
  field?.filters.eq !== undefined || field?.filters.in !== undefined;

const referringIn = ({ fields }: Resource): readonly string[] =>
  Object.entries(fields).flatMap(([name, field]) => (isReferring(field) ? [name] : []));

/** A total is of what was asked only where every filter leaves exactly that. */
const countsExactly = ({ fields }: Resource): boolean =>
  Object.values(fields)
    .flatMap(({ filters }) => Object.values(filters))
    .every((filter) => typeof filter !== 'string' && filter.exact);
