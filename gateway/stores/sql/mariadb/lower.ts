import { createHash } from 'node:crypto';
import { GatewayError } from '../../../../schema/terms/errors.ts';
import type { Cell } from '../../../../schema/terms/field.ts';
import type { Bound, Select } from '../../../statement.ts';
import type { Query } from '../../contract.ts';
import { typesOf } from '../groups.ts';
import { type Place, splitPlaces } from './places.ts';
import { printSelect } from './select.ts';
import { sightOf, type Tables } from './sight.ts';
import { sqlTypes } from './types.ts';
import { encode, type Parameter } from './values.ts';

/** A statement that is yet to see its tables: which text serves it best is only told by their columns. */
export interface MariadbQuery extends Query {
  readonly select: Select;
  /** The slots of the salts of its keyed hashes. */
  readonly salts: readonly number[];
}

/** A text that is ready for any values, but for lists, which take a place for each element. */
export type Written = readonly (string | Place)[];

export interface Statement {
  readonly text: string;
  readonly parameters: readonly Parameter[];
}

const unseen: Tables = { of: () => undefined, hashColumn: () => undefined };

/** A statement in MariaDB's words (10.6 or later). Its `text` is the one for tables that nobody has looked at. Pure. */
export function lower(select: Select): MariadbQuery {
  const parts = write(select, unseen);
  const text = parts.map((part) => (typeof part === 'string' ? part : `:${part.slot}`)).join('');
  const key = select.each ? [sqlTypes[`key:${select.each.type}`].decode] : [];
  const cells = select.count ? [Number] : typesOf(select).map((type) => sqlTypes[type].decode);
  const salts = parts.flatMap((part) => (typeof part !== 'string' && part.as === 'hash' ? [part.slot] : []));
  return Object.freeze({
    name: `s${createHash('sha256').update(text).digest('hex').slice(0, 40)}`,
    text,
    decode: Object.freeze([...key, ...cells]),
    select,
    salts: Object.freeze([...new Set(salts)]),
  });
}

/** @throws ColumnUnfit where a column is not of the type that the catalogue says */
export const write = (select: Select, tables: Tables): Written =>
  splitPlaces(printSelect(select, sightOf(select, tables)));

/** MariaDB counts the places of a prepared statement with sixteen bits. */
const mostPlaces = 65_535;

/**
 * The text and values of one reading. Lists are filled up to a power of two, so that there are few texts.
 * @throws GatewayError `BAD_USER_INPUT`, `COST_EXCEEDED`
 */
export function fill(written: Written, values: readonly Bound[]): Statement {
  const parameters: Parameter[] = [];
  const texts = written.map((part) => {
    if (typeof part === 'string') return part;
    const cells = cellsOf(part, values[part.slot] ?? null);
    for (const cell of cells) parameters.push(encode(part.as, cell));
    const one = `${part.before ?? ''}?${part.after ?? ''}`;
    return cells.map(() => one).join(', ');
  });
  if (parameters.length > mostPlaces) {
    throw new GatewayError('COST_EXCEEDED', 'more keys are asked for at once than a statement can take: ask for less');
  }
  return { text: texts.join(''), parameters };
}

function cellsOf({ list }: Place, bound: Bound): readonly Cell[] {
  if (!list) return [bound as Cell];
  // A null in a list is nothing; a list of nothing is one null, which equals nothing.
  const cells = [...new Set(bound as readonly Cell[])].filter((cell) => cell !== null);
  const size = 2 ** Math.ceil(Math.log2(Math.max(1, cells.length)));
  return Array.from({ length: size }, (_, at) => cells[Math.min(at, cells.length - 1)] ?? null);
}
