import { insert } from './insert.ts';
import { demoWorld, shopTables, sqlFile } from './seed.ts';

/** SQL that makes and fills the shop in the empty database of a MariaDB that is in use; statements end with `;`. */
export function* mariadbShopStatements(scale = 1): Iterable<string> {
  // Texts are written with their quotes doubled and nothing else escaped; moments are UTC.
  yield "set names utf8mb4; set session sql_mode = 'STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES', session time_zone = '+00:00';\n";
  yield sqlFile('mariadb-shop.sql');
  for (const { name, columns, rows } of shopTables(demoWorld(scale))) {
    const moments = new Set(columns.flatMap((column, at) => (isMoment(column) ? [at] : [])));
    const written = rows.map((row) => row.map((cell, at) => (moments.has(at) ? moment(cell) : cell)));
    yield* insert(name, columns, written);
  }
}

const isMoment = (column: string): boolean => column === 'at' || column.endsWith('_at');

/** MariaDB takes no RFC 3339. */
const moment = (cell: string | number | null): string | number | null =>
  typeof cell === 'string' ? cell.replace('T', ' ').replace('Z', '') : cell;
