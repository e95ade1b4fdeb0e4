import type { KeyType } from '../../schema/catalogue/catalogue.ts';
import { always, type Expr, never } from '../statement.ts';

const isAlways = (expr: Expr): boolean => expr.k === 'and' && expr.of.length === 0;
const isNever = (expr: Expr): boolean => expr.k === 'or' && expr.of.length === 0;

/** Every one of them; `never` absorbs and is seen without asking a store. */
export function and(...all: readonly Expr[]): Expr {
  const of = all.flatMap((one) => (one.k === 'and' ? one.of : [one]));
  if (of.some(isNever)) return never;
  return of.length === 1 && of[0] ? of[0] : of.length === 0 ? always : { k: 'and', of };
}

export function or(...any: readonly Expr[]): Expr {
  const of = any.flatMap((one) => (one.k === 'or' ? one.of : [one]));
  if (of.some(isAlways)) return always;
  return of.length === 1 && of[0] ? of[0] : of.length === 0 ? never : { k: 'or', of };
}

export const not = (of: Expr): Expr => (isAlways(of) ? never : isNever(of) ? always : { k: 'not', of });

export const nothing = isNever;

const keyFormats: Readonly<Record<KeyType, (key: string) => boolean>> = {
  integer: (key) => /^-?\d{1,10}$/.test(key) && Math.abs(Number(key)) <= 2_147_483_647 && String(Number(key)) === key,
  bigint: (key) => /^(0|-?[1-9]\d{0,18})$/.test(key) && BigInt.asIntN(64, BigInt(key)) === BigInt(key),
  uuid: (key) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(key),
  text: (key) => key.length > 0 && key.length <= 1024 && !key.includes('\0'),
};

/** Whether a key could stand in a column of this type; one that could not matches nothing, without asking a store. */
export const keyFits = (type: KeyType, key: string): boolean => keyFormats[type](key);
