import { fieldTypes } from '../terms/field.ts';
import { type FilterOperator, filterOperators } from '../terms/operators.ts';
import type { Entity } from './catalogue.ts';

/** The types that the schema makes for an entity beside its own. The lint and the schema read the same names. */
export interface TypeNames {
  readonly connection: string;
  readonly edge: string;
  readonly filter: string;
  readonly idFilter: string;
  readonly listFilter: string;
  readonly orderBy: string;
  readonly lookup: string;
  readonly group: string;
  readonly groupBy: string;
  readonly groupFilter: string;
  readonly groupKey: string;
  readonly groupSum: string;
  readonly groupAvg: string;
  readonly groupMin: string;
  readonly groupMax: string;
}

export const typeNames = (entity: string): TypeNames => ({
  connection: `${entity}Connection`,
  edge: `${entity}Edge`,
  filter: `${entity}Filter`,
  idFilter: `${entity}IdFilter`,
  listFilter: `${entity}ListFilter`,
  orderBy: `${entity}OrderBy`,
  lookup: `${entity}Lookup`,
  group: `${entity}Group`,
  groupBy: `${entity}GroupBy`,
  groupFilter: `${entity}GroupFilter`,
  groupKey: `${entity}GroupKey`,
  groupSum: `${entity}GroupSum`,
  groupAvg: `${entity}GroupAvg`,
  groupMin: `${entity}GroupMin`,
  groupMax: `${entity}GroupMax`,
});

/** The root of an entity's groups, beside its connection. */
export const aggregateRoot = (many: string): string => `${many}Aggregate`;

export const enumName = (entity: string, field: string): string => `${entity}${capital(field)}`;

/** The whole families of operators that have a word of their own; `Match` is what a reversible surrogate can answer. */
const families: readonly (readonly [word: string, operators: readonly FilterOperator[]])[] = [
  ['Equal', ['eq', 'ne', 'in', 'notIn', 'isNull']],
  ['Match', ['eq', 'in']],
  ['Range', ['lt', 'lte', 'gt', 'gte']],
  ['Prefix', ['startsWith']],
];

/**
 * The name of the input that offers these operators on a type: `StringFilter` for all that the type has, else what is there
 * in words. Two sets never share a name.
 */
export function operatorFilterName(type: string, offered: readonly FilterOperator[], whole: boolean): string {
  if (whole) return `${type}Filter`;
  let left = (Object.keys(filterOperators) as FilterOperator[]).filter((operator) => offered.includes(operator));
  const words: string[] = [];
  for (const [word, operators] of families) {
    if (!operators.every((operator) => left.includes(operator))) continue;
    words.push(word);
    left = left.filter((operator) => !operators.includes(operator));
  }
  return `${type}${words.join('')}${left.map(capital).join('')}Filter`;
}

/** Types that are in a schema whatever the catalogue holds. */
const fixedNames: readonly string[] = [
  ...fieldTypes,
  ...[
    'Query',
    'Mutation',
    'Subscription',
    'Node',
    'PageInfo',
    'Viewer',
    'ViewerPurpose',
    'Purpose',
    'Direction',
    'Period',
  ],
];

/** Whose name this would be, by the type that it would collide with; nothing where it is free. */
export const isReserved = (name: string): boolean =>
  name.startsWith('__') || fixedNames.includes(name) || isOperatorFilter(name, fieldTypes);

/** Whether it could be the name of an operator input of one of these types. */
export const isOperatorFilter = (name: string, types: readonly string[]): boolean =>
  types.some((type) => name.startsWith(type) && operatorWords.test(name.slice(type.length)));

/** Every type name that an entity may bring, with the field it comes from where it is an enum. */
export function generatedNames(entity: Entity): readonly { readonly name: string; readonly field?: string }[] {
  const enums = [...entity.fields.values()].filter((field) => field.type === 'Enum');
  return [
    { name: entity.name },
    ...Object.values(typeNames(entity.name)).map((name) => ({ name })),
    ...enums.map((field) => ({ name: enumName(entity.name, field.name), field: field.name })),
  ];
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const operatorWords = new RegExp(
  `^(${[...families.map(([word]) => word), ...Object.keys(filterOperators).map(capital)].join('|')})*Filter$`,
);
