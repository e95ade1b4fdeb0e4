import type { Grant } from '../../plugins/contract.ts';
import { type Ids, ids } from '../../plugins/pseudonyms/ids.ts';
import { type Surrogates, surrogateSource } from '../../plugins/pseudonyms/surrogates.ts';
import { entityOf, type Field } from '../../schema/catalogue/catalogue.ts';
import type { Use } from '../../schema/terms/field.ts';
import type { FilterOperator } from '../../schema/terms/operators.ts';
import type { Restriction, Test } from '../../schema/terms/restriction.ts';
import type { Vote } from '../../schema/terms/verdict.ts';
import { fieldsOf, type Sight, sight } from './sight.ts';
import { holds, type Truth } from './tests.ts';
import { type Asker, fencesOf, grantsOf, type TwinWorld, votesOf } from './world.ts';

/** Somebody asks a world. What is remembered here is remembered only because tests have to end. */
export interface Asking {
  readonly world: TwinWorld;
  readonly asker: Asker;
  /** The grants that open `select` on some field of the entity: only these give rows of it. */
  readonly opening: (entity: string) => readonly Grant[];
  /** Every way in which the tests of the entity's rules could come out on a row that some grant gives. */
  readonly cases: (entity: string) => readonly Truth[];
  /** What every guard says of a field in a use. */
  readonly votes: (field: Field, use: Use) => readonly Vote[];
  readonly surrogates: (domain: string, coordinate: string) => Surrogates;
  readonly ids: Ids;
}

/** @param opening the grants that give rows of an entity, where not those that open some field of it */
export function asking(world: TwinWorld, asker: Asker, opening?: Asking['opening']): Asking {
  const remember = <T>(make: (entity: string) => T): ((entity: string) => T) => {
    const made = new Map<string, T>();
    return (entity) => {
      const known = made.get(entity) ?? make(entity);
      made.set(entity, known);
      return known;
    };
  };
  const said = new Map<string, readonly Vote[]>();
  const self: Asking = {
    world,
    asker,
    opening: remember(opening ?? ((entity) => grantsOf(world, asker).filter((grant) => opens(self, entity, grant)))),
    cases: remember((entity) => imagine(self, entity)),
    votes: (field, use) => {
      const key = `${use} ${field.coordinate}`;
      const known = said.get(key) ?? votesOf(world, asker, field, use);
      said.set(key, known);
      return known;
    },
    surrogates: surrogateSource(world.keyring, { fields: 64, values: 64 }),
    ids: ids(world.keyring, 64),
  };
  return self;
}

/** The same asks the same with other rows: nothing that was remembered knows any. */
export const withRows = (asks: Asking, rows: TwinWorld['rows']): Asking => ({
  ...asks,
  world: { ...asks.world, rows },
});

const memories = new WeakMap<Asking['opening'], Map<string, unknown>>();

/** What is the same whatever rows there are, made once for an asker: tests have to end. */
export function remembered<T>({ opening }: Asking, name: string, make: () => T): T {
  const memory = memories.get(opening) ?? new Map<string, unknown>();
  memories.set(opening, memory);
  if (!memory.has(name)) memory.set(name, make());
  return memory.get(name) as T;
}

const opens = (asking: Asking, entity: string, grant: Grant): boolean =>
  fieldsOf(entityOf(asking.world.catalogue, entity)).some(
    (field) => sight(asking, field, 'select', () => true, [grant]) !== undefined,
  );

const uses: readonly Use[] = ['select', 'filter.equal', 'filter.range', 'filter.prefix', 'order', 'group', 'aggregate'];

/** Tests are taken for independent of each other: what could only be excluded by knowing values is not excluded. */
function imagine(self: Asking, name: string): readonly Truth[] {
  const entity = entityOf(self.world.catalogue, name);
  const votes = fieldsOf(entity).flatMap((field) => uses.flatMap((use) => self.votes(field, use)));
  const restrictions = [
    ...self.opening(name).map((grant) => grant.rows(name)),
    ...votes.flatMap((vote) => vote.when ?? []),
  ];
  const tests = [...new Set(restrictions.flatMap(testsOf).map(keyOf))];
  if (tests.length > 14) throw new Error('too many different tests to imagine all their answers');
  const truths = Array.from(
    { length: 2 ** tests.length },
    (_, bits): Truth =>
      (test) =>
        ((bits >> tests.indexOf(keyOf(test))) & 1) === 1,
  );
  return truths.filter((truth) => self.opening(name).some((grant) => holds(grant.rows(name), truth)));
}

const testsOf = (restriction: Restriction): readonly Test[] =>
  restriction.kind === 'any' ? restriction.of.flat() : [];
const keyOf = (test: Test): string =>
  JSON.stringify([
    test.path,
    'some' in test ? [test.some, test.where.map(keyOf).sort()] : [test.field, test.op, test.operands],
    test.negated ?? false,
  ]);

/** All that a field could be seen as. */
export const sights = (asking: Asking, field: Field, use: Use): readonly (Sight | undefined)[] =>
  asking.cases(field.entity).map((truth) => sight(asking, field, use, truth));

/** Some grant covers the field in this use, on some row. */
export const offers = (asking: Asking, field: Field, use: Use, operator: FilterOperator): boolean =>
  sights(asking, field, use).some((one) => one?.operators.includes(operator));

export const isOpen = (asking: Asking, entity: string): boolean =>
  asking.opening(entity).some((grant) => grant.rows(entity).kind !== 'none') &&
  fencesOf(asking.world, asking.asker, entityOf(asking.world.catalogue, entity)).every(
    (fence) => fence.kind !== 'none',
  );
