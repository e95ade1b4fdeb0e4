import {
  type Catalogue,
  type Entity,
  entityOf,
  type Field,
  type KeyType,
  type Relation,
} from '../../../schema/catalogue/catalogue.ts';
import { adviseNames, meantOr, quoteAll } from '../../../schema/nearest.ts';
import type { FoundColumn, FoundTable } from '../../stores/inspect.ts';
import { catalogueUnwise, catalogueWrong, type Found } from './found.ts';

/** An entity beside the table that it was found to be: columns, types, key. */
export function entityBesideTable(catalogue: Catalogue, entity: Entity, table: FoundTable): readonly Found[] {
  const columns = columnsOf(table);
  const fields = [...entity.fields.values()].filter(({ name }) => name !== 'id');
  return [
    ...keyBeside(entity, columns),
    ...fields.flatMap((field) => fieldBeside(entity, field, columns)),
    ...referencesOf(catalogue, entity).flatMap(([relation, type]) => referenceBeside(entity, relation, type, columns)),
  ];
}

interface Columns {
  readonly get: (name: string) => FoundColumn | undefined;
  readonly names: readonly string[];
  readonly hides: boolean;
}

function columnsOf({ columns, caseless = false, hides = false }: FoundTable): Columns {
  const keyOf = (name: string): string => (caseless ? name.toLowerCase() : name);
  const known = new Map(columns.map((column) => [keyOf(column.name), column] as const));
  return { get: (name) => known.get(keyOf(name)), names: columns.map(({ name }) => name), hides };
}

const at = (entity: Entity, ...below: readonly string[]): readonly string[] => ['entities', entity.name, ...below];

function absent(entity: Entity, column: string, path: readonly string[], columns: Columns): Found {
  const message = `\`${tableIn(entity)}\` has no column \`${column}\``;
  if (!columns.hides) return catalogueWrong(path, message, adviseNames(column, [...columns.names]));
  // It may be there all the same: the account is told of no other.
  const grant = 'grant the account `select` on the column';
  return catalogueWrong(path, `${message} that the store's account may see`, meantOr(grant, column, columns.names));
}

const unreadable = (path: readonly string[], column: string): Found =>
  catalogueWrong(path, `the store's account may not read the column \`${column}\``, 'grant it `select` on the column');

function keyBeside(entity: Entity, columns: Columns): readonly Found[] {
  const { column: name, type } = entity.key;
  const path = at(entity, 'key', 'column');
  const column = columns.get(name);
  if (!column) return [absent(entity, name, path, columns)];
  const shared = `\`${name}\` is not unique: two records could have one id`;
  return [
    ...keyMisfit(at(entity, 'key', 'type'), column, type),
    ...(column.readable ? [] : [unreadable(path, name)]),
    ...(column.unique === false ? [catalogueWrong(path, shared, 'name the primary key, or make a unique index')] : []),
    ...(column.nullable
      ? [catalogueWrong(path, `\`${name}\` may be null, and an id is not`, 'make it `not null`')]
      : []),
    ...(column.unique === 'unknown'
      ? [
          catalogueUnwise(
            path,
            `nobody can say that \`${name}\` is unique: \`${tableIn(entity)}\` is a view`,
            'see that its statement gives each record once',
          ),
        ]
      : []),
  ];
}

function keyMisfit(path: readonly string[], { name, type, keys }: FoundColumn, wanted: KeyType): readonly Found[] {
  if (keys.includes(wanted)) return [];
  const advice = keys.length > 0 ? `write ${quoteAll(keys)}` : 'a key is a whole number, a UUID or a text';
  return [catalogueWrong(path, `\`${name}\` is \`${type}\`, which is no key of type \`${wanted}\``, advice)];
}

function fieldBeside(entity: Entity, field: Field, columns: Columns): readonly Found[] {
  const column = columns.get(field.column);
  if (!column) return [absent(entity, field.column, at(entity, 'fields', field.name, 'column'), columns)];
  return [
    ...typeBeside(entity, field, column),
    ...(column.readable ? [] : [unreadable(at(entity, 'fields', field.name), field.column)]),
    ...valuesBeside(entity, field, column),
  ];
}

function typeBeside(entity: Entity, { name, type, semantic }: Field, column: FoundColumn): readonly Found[] {
  const path = at(entity, 'fields', name, 'type');
  const is = `\`${column.name}\` is \`${column.type}\``;
  if (!column.fits.includes(type)) {
    const advice = column.remark ?? `write \`${column.fits[0]}\``;
    return [catalogueWrong(path, `${is}, which \`${type}\` does not read as it is`, advice)];
  }
  const partly = column.partly?.[type];
  if (partly !== undefined) return [catalogueUnwise(path, `${is}, of which \`${type}\` reads a part`, partly)];
  const masked = column.remark !== undefined && semantic !== 'plain';
  return masked ? [catalogueUnwise(path, `${is}, and \`${name}\` is masked as ${semantic}`, column.remark)] : [];
}

/** What is stored beside the values of an enum is no value of the schema's. */
function valuesBeside(entity: Entity, { name, type, values = [] }: Field, column: FoundColumn): readonly Found[] {
  const strange = (column.values ?? []).filter((value) => !values.includes(value));
  if (type !== 'Enum' || strange.length === 0) return [];
  const message = `\`${column.name}\` can also hold ${quoteAll(strange)}`;
  return [catalogueWrong(at(entity, 'fields', name, 'values'), message, 'add them, or make it a `String`')];
}

/** The relations whose column lies in this entity's table, with the type of the key that it holds. */
const referencesOf = (catalogue: Catalogue, entity: Entity): readonly (readonly [Relation, KeyType])[] =>
  [...catalogue.entities.values()].flatMap((from) =>
    [...from.relations.values()].flatMap((relation): readonly (readonly [Relation, KeyType])[] => {
      const { many, to } = relation;
      if ((many ? to : from.name) !== entity.name) return [];
      return [[relation, (many ? from : entityOf(catalogue, to)).key.type]];
    }),
  );

function referenceBeside(
  entity: Entity,
  { name, from, via }: Relation,
  type: KeyType,
  columns: Columns,
): readonly Found[] {
  const path = ['entities', from, 'relations', name, 'via'];
  const column = columns.get(via);
  if (!column) return [absent(entity, via, path, columns)];
  return [...keyMisfit(path, column, type), ...(column.readable ? [] : [unreadable(path, via)])];
}

export const tableIn = ({ table: { schema, name } }: Pick<Entity, 'table'>): string =>
  schema === undefined ? name : `${schema}.${name}`;
