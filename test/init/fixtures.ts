import type { StoredTable } from '../../gateway/discover/stored.ts';
import { factsOf } from '../discover/world.ts';
import { fixtureFiles } from '../fixtures/discover/fixtures.ts';
import { type Fixture, readFixture } from '../fixtures/discover/read-fixture.ts';

/** The invented schemas as a store without any row describes them. */
export const discoverFixtures = (): readonly { readonly name: string; readonly tables: readonly StoredTable[] }[] =>
  fixtureFiles().map(({ name, path }) => ({ name, tables: storedOf(readFixture(path)) }));

function storedOf(fixture: Fixture): readonly StoredTable[] {
  const types = new Map(
    fixture.tables.flatMap(({ columns }) => columns.map((one) => [`${one.table}.${one.column}`, one.type] as const)),
  );
  return factsOf(fixture).map((table) => ({
    ...table,
    schema: 'public',
    kind: 'table' as const,
    columns: table.columns.map((column) => ({
      ...column,
      sqlType: sqlTypeOf(types.get(`${table.key}.${column.name}`) ?? 'text'),
      nullable: !column.key,
    })),
    primaryKey: table.columns.filter(({ key }) => key).map(({ name }) => name),
    unique: [],
    foreignKeys: table.columns.flatMap(({ name, refers }) =>
      refers === undefined ? [] : [{ columns: [name], to: refers, toColumns: [keyOf(fixture, refers)] }],
    ),
  }));
}

const keyOf = ({ tables }: Fixture, name: string): string =>
  tables.find((table) => table.name === name)?.columns.find(({ key }) => key)?.column ?? 'id';

/** As a database writes what may be written shorter. */
const sqlTypeOf = (type: string): string =>
  type.replace('timestamptz', 'timestamp with time zone').replace('bigserial', 'bigint').replace('serial', 'integer');
