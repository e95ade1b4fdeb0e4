import {
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  execute,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { getVariableValues } from 'graphql';
import { type Entity, entityOf } from '../../schema/catalogue/catalogue.ts';
import type { Privacy } from '../../schema/graphql/privacy.ts';
import type { ErrorCode } from '../../schema/terms/errors.ts';
import type { Asking } from './asking.ts';
import { type GroupArguments, groupsOf } from './groups.ts';
import { judgeOperation, nodeEntity, type Reported } from './judge.ts';
import { countOf, cursorOf, type Page, type PageArguments, pageOf } from './page.ts';
import { isLookedUp, enteredRows, readableRows, seenCell, truthAt } from './relation.ts';
import { sight } from './sight.ts';
import { rawCell, related, type TwinRow } from './world.ts';

/** The whole answer of the slow twin. */
export interface TwinAnswer {
  readonly data?: unknown;
  readonly refusals: ReadonlySet<string>;
  readonly faults: ReadonlySet<ErrorCode>;
  readonly report: ReadonlyMap<string, Reported>;
}

/** A record on its way through an answer, raw. */
interface Place {
  readonly entity: Entity;
  readonly row: TwinRow;
}

/** Walks rows and fields, and asks every concern each time: no plan, no cache, no SQL. The schema is one of `twinSchema`. */
export function twinAnswer(
  asking: Asking,
  schema: GraphQLSchema,
  document: DocumentNode,
  given: Readonly<Record<string, unknown>>,
): TwinAnswer {
  const operation = document.definitions.find((one) => one.kind === 'OperationDefinition');
  const { coerced, errors } = getVariableValues(schema, operation?.variableDefinitions ?? [], given);
  if (!coerced) throw new Error(`variables do not fit: ${errors?.map(String).join()}`);
  const { refusals, faults, report } = judgeOperation(asking, schema, document, coerced);
  if (refusals.size > 0 || faults.size > 0) return { refusals, faults, report };
  const result = execute({ schema, document, variableValues: given, contextValue: asking });
  if (result instanceof Promise || result.errors)
    throw new Error(
      `the twin failed: ${'errors' in result ? result.errors?.map((error) => error.stack).join('\n') : ''}`,
    );
  return { data: result.data, refusals, faults, report };
}

type Resolve = GraphQLFieldResolver<Place, Asking>;
type Resolver<K extends Privacy['kind']> = (privacy: Extract<Privacy, { kind: K }>) => Resolve;

/** The same schema with resolvers over rows. It changes the schema that it is given. */
export function twinSchema(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type)) type.resolveType = (place: Place) => place.entity.name;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const privacy = field.extensions.privacy as Privacy;
      field.resolve = (resolvers[privacy.kind] as Resolver<Privacy['kind']>)(privacy) as GraphQLFieldResolver<
        unknown,
        unknown
      >;
    }
  }
  return schema;
}

const ofSource: Resolve = (source, _args, _asking, { fieldName }) => {
  const value = (source as unknown as Readonly<Record<string, unknown>>)[fieldName];
  return typeof value === 'function' ? value() : value;
};

const resolvers: { readonly [K in Privacy['kind']]: Resolver<K> } = {
  viewer: () => () => null,
  frame: () => ofSource,
  count: () => ofSource,
  field:
    () =>
    ({ entity, row }, _args, asking, { fieldName }) => {
      const field = entity.fields.get(fieldName);
      const cell = field ? seenCell(asking, entity, field, row, 'select') : null;
      return field?.type === 'JSON' && cell !== null ? JSON.parse(String(cell)) : cell;
    },
  relation:
    ({ coordinate, to, many }) =>
    ({ entity, row }, args, asking, { fieldName }) => {
      const relation = entity.relations.get(fieldName);
      const target = entityOf(asking.world.catalogue, to);
      const found = relation ? related(asking.world, row, relation) : [];
      if (many) return connection(asking, target, coordinate, found, args as PageArguments);
      return placed(
        target,
        found.filter((one) => readableRows(asking, target).includes(one)),
      );
    },
  root:
    ({ root, entity: name }) =>
    (_source, args, asking, { fieldName }) => {
      const entity = entityOf(asking.world.catalogue, name);
      if (root === 'many')
        return connection(asking, entity, `Query.${fieldName}`, enteredRows(asking, entity), args as PageArguments);
      return placed(
        entity,
        root === 'one' ? byId(asking, entity, String(args.id)) : byFullValue(asking, entity, args.by),
      );
    },
  aggregate:
    ({ entity }) =>
    (_source, args, asking) =>
      groupsOf(asking, entityOf(asking.world.catalogue, entity), args as GroupArguments),
  statistic: () => ofSource,
  node:
    () =>
    (source, args, asking, { fieldName, schema }) => {
      if (fieldName === 'id') throw new Error('an interface is not executed');
      void source;
      const entity = nodeEntity(asking, schema, String(args.id));
      return entity ? placed(entity, byId(asking, entity, String(args.id))) : null;
    },
};

/** Two that fit answer like none. */
const placed = (entity: Entity, [row, ...others]: readonly TwinRow[]): Place | null =>
  row && others.length === 0 ? { entity, row } : null;

/** The record whose id is seen as this one. */
function byId(asking: Asking, entity: Entity, id: string): readonly TwinRow[] {
  const field = entity.fields.get('id');
  return enteredRows(asking, entity).filter((row) => {
    const one = field && sight(asking, field, 'filter.equal', truthAt(asking, entity, row));
    return one?.see(row.key, undefined) === id;
  });
}

function byFullValue(asking: Asking, entity: Entity, by: Readonly<Record<string, unknown>>): readonly TwinRow[] {
  return enteredRows(asking, entity).filter((row) =>
    Object.entries(by).every(([name, value]) => {
      const field = entity.fields.get(name);
      return field && isLookedUp(asking, field, truthAt(asking, entity, row)) && rawCell(row, field) === value;
    }),
  );
}

function connection(
  asking: Asking,
  entity: Entity,
  coordinate: string,
  candidates: readonly TwinRow[],
  args: PageArguments,
) {
  const made: { page?: Page } = {};
  const page = (): Page => (made.page ??= pageOf(asking, entity, coordinate, candidates, args));
  const cursor = (row: TwinRow | undefined): string | null => (row ? cursorOf(coordinate, args, row) : null);
  return {
    nodes: () => page().rows.map((row) => ({ entity, row })),
    edges: () => page().rows.map((row) => ({ cursor: cursor(row), node: { entity, row } })),
    pageInfo: () => {
      const { rows, hasNextPage, hasPreviousPage } = page();
      return { hasNextPage, hasPreviousPage, startCursor: cursor(rows[0]), endCursor: cursor(rows.at(-1)) };
    },
    totalCount: () => countOf(asking, entity, candidates, args),
  };
}
