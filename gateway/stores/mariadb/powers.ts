import type { Account, TableName } from '../inspect.ts';
import { quoteTable } from '../sql/mariadb/quote.ts';
import { covers, type Grant, type Grants } from './grants.ts';

/** A table of the catalogue, in its database. */
export interface Placed {
  readonly database: string;
  readonly name: string;
}

const all = 'ALL PRIVILEGES';
const harmless: ReadonlySet<string> = new Set([
  'SELECT',
  'USAGE',
  'SHOW VIEW',
  'SHOW DATABASES',
  'SHOW CREATE ROUTINE',
]);

/** What writes in a table, in the words of every store. */
const writing: Readonly<Record<string, string>> = {
  INSERT: 'insert',
  UPDATE: 'update',
  DELETE: 'delete',
  DROP: 'truncate',
};

/** What else somebody may do, where the server's own word does not say it. */
const doing: Readonly<Record<string, string>> = {
  [all]: 'do everything',
  ALTER: 'change tables',
  'ALTER ROUTINE': 'change routines',
  CREATE: 'create tables',
  'CREATE ROUTINE': 'make routines',
  'CREATE TEMPORARY TABLES': 'make temporary tables',
  'CREATE USER': 'make accounts',
  'CREATE VIEW': 'make views',
  DELETE: 'delete',
  DROP: 'drop tables',
  EVENT: 'make events',
  EXECUTE: 'run routines',
  FILE: 'read and write files of the server',
  'GRANT OPTION': 'give others what it has',
  INDEX: 'make indexes',
  INSERT: 'insert',
  'LOCK TABLES': 'lock tables',
  PROCESS: 'see what others ask',
  PROXY: 'act as another account',
  'REPLICATION SLAVE': 'replicate',
  TRIGGER: 'make triggers',
  UPDATE: 'update',
};

const isSuper = ({ database, privileges }: Grant): boolean =>
  database === undefined && (privileges.includes(all) || privileges.includes('SUPER'));

/** It may read every column of the table; where not, the server is silent on those that it may not. */
export const readsWhole = ({ grants }: Grants, { database, name }: Placed): boolean =>
  grants.some((one) => covers(one, database, name) && one.privileges.some((word) => word === all || word === 'SELECT'));

/** It may see every table that there is. */
export const seesAll = ({ grants }: Grants): boolean =>
  grants.some(
    ({ database, privileges }) =>
      database === undefined && privileges.some((word) => word === all || word === 'SELECT'),
  );

/** What the account may do in a table beside reading. */
export function writesOf({ grants }: Grants, { database, name }: Placed): readonly string[] {
  const words = grants
    .filter((one) => covers(one, database, name))
    .flatMap(({ privileges, onColumns }) => [...privileges, ...onColumns]);
  return Object.entries(writing).flatMap(([word, write]) =>
    words.includes(all) || words.includes(word) ? [write] : [],
  );
}

/** What an account can do beside reading these tables, and how to make one that cannot. */
export function accountOf(
  { grants, roles, strange }: Grants,
  tables: readonly Placed[],
  named: readonly TableName[],
): Account {
  const powers = [
    ...grants.flatMap((grant) => powersOf(grant, tables)),
    ...roles.map((role) => `has the role \`${role}\`, of which the server does not say what it gives`),
    ...(strange ? ['has grants that cannot be read here: see `show grants`'] : []),
  ];
  const all = [...new Set(named.map(({ schema, name }) => quoteTable(schema, name)))];
  return {
    powers: grants.some(isSuper) ? ['is a superuser'] : [...new Set(powers)],
    statements: [
      `create user scrim_reader@'%' identified by '…'`,
      ...all.map((table) => `grant select on ${table} to scrim_reader@'%'`),
    ],
  };
}

function powersOf(grant: Grant, tables: readonly Placed[]): readonly string[] {
  const { database, table, privileges, onColumns } = grant;
  // What writes in a table of the catalogue is told of the table.
  const told = tables.some((one) => covers(grant, one.database, one.name));
  const where = database === undefined ? '' : ` in \`${table === undefined ? database : `${database}.${table}`}\``;
  return [...new Set([...privileges, ...onColumns])]
    .filter((word) => !harmless.has(word) && !(told && word in writing))
    .map((word) => `may ${doing[word] ?? `use \`${word}\``}${where}`);
}
