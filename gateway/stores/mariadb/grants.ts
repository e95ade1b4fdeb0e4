/** What an account was given, where. */
export interface Grant {
  /** `SELECT`, `ALL PRIVILEGES`, `GRANT OPTION` …, on the whole. */
  readonly privileges: readonly string[];
  /** Those that it has on some columns only. */
  readonly onColumns: readonly string[];
  /** Absent for everything of the server; a pattern where no table is named. */
  readonly database?: string;
  readonly table?: string;
}

export interface Grants {
  readonly grants: readonly Grant[];
  /** Roles whose own grants are not among these. */
  readonly roles: readonly string[];
  /** Some of them are written as nobody here reads them. */
  readonly strange: boolean;
}

const name = '`(?:[^`]|``)*`';
const onObject = new RegExp(`^GRANT ((?:[^\`]|${name})+?) ON ([A-Z ]+ )?(\\*|${name})\\.(\\*|${name}) TO (.*)$`, 's');
const ofRole = new RegExp(`^GRANT (${name})(?:@${name})? TO `);
/** An account has a host, a role of MariaDB's has none. */
const toRole = new RegExp(`^(${name})(?!@)`);
const one = new RegExp(`([A-Z][A-Z_ ]*[A-Z])\\s*(\\((?:${name}|[^\`)])*\\))?(?:, |$)`, 'y');

const unquoted = (text: string): string => text.slice(1, -1).replaceAll('``', '`');

/** Reads what `show grants` tells: what the account has itself and, of MariaDB, what the roles give that are set at once. */
export function readGrants(lines: readonly string[]): Grants {
  const grants: Grant[] = [];
  const roles = new Set<string>();
  const told = new Set<string>();
  const state = { strange: false };
  for (const line of lines) {
    const object = onObject.exec(line);
    const [, role] = ofRole.exec(line) ?? [];
    const grant = object ? grantOf(object) : undefined;
    const [, by] = toRole.exec(object?.[5] ?? '') ?? [];
    if (by !== undefined) told.add(unquoted(by));
    if (grant) grants.push(grant);
    else if (role !== undefined) roles.add(unquoted(role));
    else if (line.startsWith('GRANT PROXY ON ')) grants.push({ privileges: ['PROXY'], onColumns: [] });
    // A revoked part makes a grant smaller, and a default role is a role.
    else state.strange ||= !/^(?:REVOKE|SET DEFAULT ROLE) /.test(line);
  }
  return { grants, roles: [...roles].filter((role) => !told.has(role)), strange: state.strange };
}

function grantOf([, words = '', kind, database = '', table = '', rest = '']: RegExpExecArray): Grant | undefined {
  const told = privilegesOf(words);
  if (!told) return undefined;
  const option = / WITH (?:.* )?GRANT OPTION\b/.test(rest) ? ['GRANT OPTION'] : [];
  return {
    privileges: [...told.filter(({ partly }) => !partly), ...option.map((word) => ({ word }))].map(({ word }) => word),
    onColumns: told.filter(({ partly }) => partly).map(({ word }) => word),
    ...(database !== '*' && { database: unquoted(database) }),
    // A routine is no table: whatever is granted on it stands for its database.
    ...(table !== '*' && kind === undefined && { table: unquoted(table) }),
  };
}

function privilegesOf(words: string): readonly { readonly word: string; readonly partly: boolean }[] | undefined {
  const found: { readonly word: string; readonly partly: boolean }[] = [];
  one.lastIndex = 0;
  for (let at = 0; at < words.length; at = one.lastIndex) {
    one.lastIndex = at;
    const [, word, columns] = one.exec(words) ?? [];
    if (word === undefined) return undefined;
    found.push({ word, partly: columns !== undefined });
  }
  return found;
}

/** It is about this table, maybe among others. */
export function covers(grant: Grant, database: string, table: string): boolean {
  if (grant.database === undefined) return true;
  if (grant.table !== undefined) return grant.database === database && grant.table === table;
  return likePattern(grant.database).test(database);
}

/** A database is granted by a pattern of `like`. */
function likePattern(pattern: string): RegExp {
  const any: Readonly<Record<string, string>> = { '%': '.*', _: '.' };
  const source = pattern.replaceAll(/\\?[\s\S]/gu, (part) => {
    const [character = ''] = part.length > 1 && part.startsWith('\\') ? part.slice(1) : part;
    const wild = part === character ? any[part] : undefined;
    return wild ?? character.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, 's');
}
