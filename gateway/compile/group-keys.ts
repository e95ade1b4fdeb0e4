import { type Band, bandForm, type Period, widest } from '../../schema/terms/band.ts';
import { GatewayError } from '../../schema/terms/errors.ts';
import type { FieldView, StatisticsView } from '../views.ts';
import type { Expr, OutputColumn } from '../statement.ts';
import type { Binding } from './binding.ts';
import type { Scope } from './scope.ts';
import { seenIn } from './seen-in.ts';

/** What one aggregate is lowered with. */
export interface Lowering {
  readonly binding: Binding;
  readonly scope: Scope;
  readonly view: StatisticsView;
  readonly alias: string;
}

export const column = ({ field }: FieldView, expr: Expr): OutputColumn => ({
  expr,
  type: expr.k === 'column' ? expr.type : field.type,
});

/** How wide a document asks for groups; nothing where it does not. @throws GatewayError `BAD_USER_INPUT` */
export function bandOf(given: unknown): Band | undefined {
  if (given === undefined || given === null || given === false) return undefined;
  if (given === true) return true;
  if (typeof given === 'string') return given.toLowerCase() as Period;
  const width = Number(given);
  if (width >= 1 && width <= widest) return width;
  throw new GatewayError('BAD_USER_INPUT', `a span of numbers is a whole number from 1 to ${widest}`);
}

/** A field as groups are told apart by it. */
export function banded({ scope, view, alias }: Lowering, field: FieldView, band: Band): Expr {
  const seen = seenIn(scope, view, field, alias, 'group', ({ grouped }) => grouped === 'store');
  const form = bandForm(band);
  return form ? { k: 'form', form, of: seen, type: field.field.type } : seen;
}
