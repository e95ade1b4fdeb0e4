import type { Cell, Value } from '../../../schema/terms/field.ts';
import type { Bound, Expr, Select } from '../../statement.ts';
import { InvalidValue } from './faults.ts';
import { type Condition, conditionIn } from './conditions.ts';
import { evaluator, joiner, nullsLast, truth } from './evaluate.ts';
import {
  conjuncts,
  type Env,
  type Evaluate,
  isAbout,
  making,
  type Param,
  type ParamPlan,
  type SourcePlan,
} from './making.ts';
import { typeFacts } from './types.ts';

/** A source with what an API may be asked for of it. */
export interface ReadPlan extends SourcePlan {
  readonly conditions: readonly Condition[];
}

/** A statement that a store without a language of its own can answer: what to fetch, and what to do with it here. */
export interface SelectPlan {
  readonly base: ReadPlan;
  /** The other sources, each behind those that it is linked to. */
  readonly others: readonly ReadPlan[];
  readonly params: readonly ParamPlan[];
  /** What a record of the base is asked by itself, before anything else is fetched. */
  readonly fits: (env: Env) => boolean;
  /** Whatever more is asked, once everything is there. */
  readonly holds: (env: Env) => boolean;
  readonly join: (env: Env) => void;
  readonly columns: readonly Evaluate[];
  readonly order: readonly Evaluate[];
  readonly compare: (one: readonly Cell[], other: readonly Cell[]) => number;
  readonly each?: { readonly param: number; readonly key: Evaluate; readonly same: (value: Value) => Value };
  readonly select: Select;
  /** All that the base is asked stands in what may be asked of the API. */
  readonly askable: boolean;
}

export function planOf(select: Select): SelectPlan {
  const made = making();
  const parts = conjuncts(select.where);
  const base = made.source(select.from, parts);
  const join = joiner(select.joins, made);
  const [own, more] = [true, false].map((wanted) => parts.filter((one) => isAbout(one, base.source.alias) === wanted));
  const every = (of: readonly Expr[] = []): ((env: Env) => boolean) => {
    const conditions = of.map((one) => truth(evaluator(one, made)));
    return (env) => conditions.every((one) => one(env));
  };
  const [fits, holds] = [every(own), every(more)];
  const columns = select.count ? [] : select.columns.map(({ expr }) => evaluator(expr, made));
  const order = select.count ? [] : select.orderBy.map(({ expr }) => evaluator(expr, made));
  const { each } = select;
  const group = each && {
    param: made.param(each.slot, `key:${each.type}`, true),
    key: evaluator(each.column, made),
    same: typeFacts[`key:${each.type}`].same,
  };
  const reads = made.sources.map(
    (source): ReadPlan => ({ ...source, conditions: source.own.flatMap((one) => conditionIn(one, made.param)) }),
  );
  const asked = reads[0]?.conditions ?? [];
  return {
    base: reads[0] as ReadPlan,
    others: reads.slice(1),
    params: made.params,
    fits,
    holds,
    join,
    columns,
    order,
    compare: comparing(select),
    ...(group && { each: group }),
    select,
    askable: select.joins.length === 0 && (more ?? []).length === 0 && asked.length === (own ?? []).length,
  };
}

function comparing({ orderBy }: Select): SelectPlan['compare'] {
  const terms = orderBy.map(({ type, direction }) => {
    const compare = nullsLast(typeFacts[type].compare);
    return direction === 'asc' ? compare : (one: Cell, other: Cell) => compare(other, one);
  });
  return (one, other) => {
    for (const [at, compare] of terms.entries()) {
      const order = compare(one[at] ?? null, other[at] ?? null);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Bound values in the form of their types. @throws InvalidValue */
export const castAll = (params: readonly ParamPlan[], values: readonly Bound[]): readonly Param[] =>
  params.map(({ slot, type, array }) => {
    const { read, same } = typeFacts[type];
    const cast = (cell: Cell): Cell => {
      const made = cell === null ? null : read(cell);
      if (made === undefined) throw new InvalidValue();
      return made;
    };
    const bound = values[slot] ?? null;
    if (!array) return { cell: cast(bound as Cell), list: [], members: new Set() };
    const list = ((bound ?? []) as readonly Cell[]).map(cast).filter((cell) => cell !== null);
    const distinct = new Map(list.map((value) => [same(value), value] as const));
    return { cell: null, list: [...distinct.values()], members: new Set(distinct.keys()) };
  });
