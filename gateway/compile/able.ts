import { type Abilities, columnAbilities, everything, findsBy } from '../../schema/catalogue/abilities.ts';
import { type Catalogue, type Entity, entityOf, type Field } from '../../schema/catalogue/catalogue.ts';
import type { StoreForm } from '../../schema/terms/form.ts';
import type { FilterOperator } from '../../schema/terms/operators.ts';
import type { Case } from '../views.ts';
import type { FieldTest, RelatedTest, Restriction, Test, TestOperator } from '../../schema/terms/restriction.ts';

/** What the stores of a catalogue can do. */
export interface Able {
  readonly catalogue: Catalogue;
  /** By the name of a store. */
  readonly abilities: (store: string) => Abilities;
}

/** What may be done with a value, and the form in which a store can make it. */
interface Usable {
  readonly operators: ReadonlySet<FilterOperator>;
  readonly orderable: boolean;
  readonly grouped: Case['grouped'];
  readonly summed: boolean;
  readonly form?: StoreForm;
}

/** The same value with what its store can still do with it: compare it, order by it, make its masked form. */
export function withinAbilities<U extends Usable>(
  abilities: Abilities,
  entity: Entity,
  { name }: Pick<Field, 'name'>,
  led: U,
): Omit<U, 'form'> & Usable {
  if (abilities === everything) return led;
  const { form, ...rest } = led;
  const field = entity.fields.get(name);
  const can = field && columnAbilities(abilities, entity, field);
  const makes = !form || abilities.forms.includes(form.form);
  return {
    ...rest,
    operators: new Set([...led.operators].filter((operator) => makes && can?.operators.includes(operator))),
    orderable: led.orderable && makes && (can?.order ?? false),
    grouped: abilities.groups && makes ? led.grouped : 'no',
    summed: abilities.groups && led.summed,
    ...(form && makes && { form }),
  };
}

/** What keeps the stores from telling these rows of an entity from others, in words; nothing where they can. */
export function untestable(able: Able, entity: Entity, restriction: Restriction): readonly string[] {
  if (restriction.kind !== 'any') return [];
  const several = restriction.of.length > 1 ? lacking(able, entity, 'conditions') : [];
  return [...new Set([...several, ...restriction.of.flat().flatMap((test) => failing(able, entity, test, test.path))])];
}

/** What keeps the store of an entity from choosing by row between these cases; nothing where it can. */
export const unchoosable = (able: Able, entity: Entity, cases: readonly Restriction[]): readonly string[] =>
  cases.every(({ kind }) => kind === 'all')
    ? []
    : [
        ...new Set([
          ...lacking(able, entity, 'conditions'),
          ...cases.flatMap((when) => untestable(able, entity, when)),
        ]),
      ];

const words = {
  conditions: 'join conditions by `or`, negate them or choose by row',
  related: 'ask for related records',
  references: 'find rows by a list of keys that they refer to',
} as const;

const lacking = ({ abilities }: Able, { store }: Entity, ability: keyof typeof words): readonly string[] =>
  abilities(store)[ability] ? [] : [`store \`${store}\` cannot ${words[ability]}`];

function failing(able: Able, entity: Entity, test: Test, path: readonly string[]): readonly string[] {
  const [hop, ...rest] = path;
  if (hop === undefined) return 'some' in test ? unrelated(able, entity, test) : unanswered(able, entity, test);
  const target = targetOf(able, entity, hop);
  const way = target.store === entity.store ? lacking(able, entity, 'related') : unfound(able, entity, hop);
  return [...way, ...failing(able, target, test, rest)];
}

function unrelated(able: Able, entity: Entity, { some, where, negated }: RelatedTest): readonly string[] {
  const target = targetOf(able, entity, some);
  return [
    ...(target.store === entity.store ? lacking(able, entity, 'related') : lacking(able, entity, 'references')),
    ...(negated ? lacking(able, entity, 'conditions') : []),
    ...where.flatMap((test) => unanswered(able, target, test)),
  ];
}

/** The negations that are operators; that of any other is a condition turned round. */
const negations: Readonly<Partial<Record<TestOperator, FilterOperator>>> = { eq: 'ne', in: 'notIn', isNull: 'isNull' };

function unanswered(able: Able, entity: Entity, { field: name, op, negated }: FieldTest): readonly string[] {
  const field = entity.fields.get(name);
  if (!field) throw new Error(`a row rule names \`${entity.name}.${name}\`, which is no field`);
  const asked: FilterOperator = (negated && negations[op]) || op;
  // A null has no answer, negated or not: it is asked for beside the negation.
  const nulls: readonly FilterOperator[] = negated && op !== 'isNull' ? ['isNull'] : [];
  const can = columnAbilities(able.abilities(entity.store), entity, field)?.operators;
  return [
    ...[asked, ...nulls].flatMap((operator) =>
      can?.includes(operator)
        ? []
        : [`store \`${entity.store}\` cannot compare \`${field.coordinate}\` by \`${operator}\``],
    ),
    ...(negated && !negations[op] ? lacking(able, entity, 'conditions') : []),
  ];
}

/** What keeps the rows that refer to some records of another store from being found. */
const unfound = ({ abilities }: Able, entity: Entity, hop: string): readonly string[] =>
  findsBy(abilities(entity.store), entity, entity.relations.get(hop)?.via ?? '')
    ? []
    : [`store \`${entity.store}\` cannot ${words.references}`];

const targetOf = ({ catalogue }: Able, entity: Entity, hop: string): Entity =>
  entityOf(catalogue, entity.relations.get(hop)?.to ?? '');
