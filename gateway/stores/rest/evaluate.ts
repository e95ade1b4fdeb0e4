import type { KeyType } from '../../../schema/catalogue/catalogue.ts';
import type { Cell, Value } from '../../../schema/terms/field.ts';
import type { CompareOperator, Expr, Join, Source } from '../../statement.ts';
import { keyedHash } from '../sql/hash.ts';
import { makeForm } from './forms.ts';
import { type Cells, conjuncts, type Env, type Evaluate, type Making, type SourcePlan } from './making.ts';
import { typeFacts } from './types.ts';

type Makers = { readonly [K in Expr['k']]: (expr: Extract<Expr, { readonly k: K }>, making: Making) => Evaluate };

const holds: Readonly<Record<CompareOperator, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** A condition as its truth: what is null is not true. */
export const truth =
  (evaluated: Evaluate): ((env: Env) => boolean) =>
  (env) =>
    evaluated(env) === true;

const all = (of: readonly Expr[], making: Making) => of.map((one) => truth(evaluator(one, making)));

/** What each node is, over values in the form of their types. INVARIANT: a comparison with a null is not true. */
const makers: Makers = {
  column: (expr, making) => {
    const { source, at } = making.column(expr);
    return ({ rows }) => rows[source]?.[at] ?? null;
  },
  param: ({ slot, type, array }, making) => {
    const at = making.param(slot, type, array ?? false);
    return ({ params }) => params[at]?.cell ?? null;
  },
  form: ({ form, of, type }, making) => {
    const value = evaluator(of, making);
    return (env) => {
      const cell = value(env);
      return cell === null ? null : makeForm(form, cell, type);
    };
  },
  compare: ({ op, left, right, type }, making) => {
    const [l, r] = [evaluator(left, making), evaluator(right, making)];
    const { compare } = typeFacts[type];
    return (env) => {
      const [one, other] = [l(env), r(env)];
      return one !== null && other !== null && holds[op](compare(one, other));
    };
  },
  in: ({ left, list, type }, making) => {
    if (list.k !== 'param') throw new Error('a list is a parameter');
    const value = evaluator(left, making);
    const at = making.param(list.slot, type, true);
    const { same } = typeFacts[type];
    return (env) => {
      const cell = value(env);
      return cell !== null && (env.params[at]?.members.has(same(cell)) ?? false);
    };
  },
  'starts-with': ({ left, prefix }, making) => {
    const [text, head] = [evaluator(left, making), evaluator(prefix, making)];
    return (env) => {
      const [cell, begin] = [text(env), head(env)];
      return cell !== null && begin !== null && String(cell).startsWith(String(begin));
    };
  },
  'is-null': ({ of }, making) => {
    const value = evaluator(of, making);
    return (env) => value(env) === null;
  },
  and: ({ of }, making) => {
    const every = all(of, making);
    return (env) => every.every((one) => one(env));
  },
  or: ({ of }, making) => {
    const some = all(of, making);
    return (env) => some.some((one) => one(env));
  },
  not: ({ of }, making) => {
    const condition = truth(evaluator(of, making));
    return (env) => !condition(env);
  },
  case: ({ branches }, making) => {
    const made = branches.map(([when, then]) => [truth(evaluator(when, making)), evaluator(then, making)] as const);
    return (env) => made.find(([when]) => when(env))?.[1](env) ?? null;
  },
  index:
    ({ value }) =>
    () =>
      value,
  null: () => () => null,
  exists: ({ from, joins, where }, making) => {
    const source = making.source(from, conjuncts(where));
    const join = joiner(joins, making);
    const condition = truth(evaluator(where, making));
    const candidates = candidatesOf(source, making);
    return (env) =>
      candidates(env).some((row) => {
        env.rows[source.at] = row;
        join(env);
        return condition(env);
      });
  },
  hash: ({ salt, of }, making) => {
    const value = evaluator(of, making);
    const type = of.type.slice('key:'.length) as KeyType;
    return (env) => {
      const key = value(env);
      return key === null ? null : keyedHash(String(env.values[salt]), type, String(key));
    };
  },
};

/** What an expression is of a record. */
export const evaluator = (expr: Expr, making: Making): Evaluate =>
  (makers[expr.k] as (expr: Expr, making: Making) => Evaluate)(expr, making);

/** The records of a source that could belong to those which stand there already. */
function candidatesOf({ at, link }: SourcePlan, making: Making): (env: Env) => readonly Cells[] {
  if (!link) return ({ found }) => found[at]?.rows ?? [];
  const to = evaluator(link.expr, making);
  const { same } = typeFacts[link.column.type];
  return (env) => {
    const key: Cell = to(env);
    return key === null ? [] : (env.found[at]?.byLink.get(same(key)) ?? []);
  };
}

/** Sets the records at the other ends of to-one hops, and none where there is none. */
export function joiner(joins: readonly Join[], making: Making): (env: Env) => void {
  const made = joins.map(({ source: from, on }: { readonly source: Source; readonly on: Expr }) => {
    const source = making.source(from, conjuncts(on));
    return { source, candidates: candidatesOf(source, making), on: truth(evaluator(on, making)) };
  });
  return (env) => {
    for (const { source, candidates, on } of made) {
      const fits = (row: Cells): boolean => {
        env.rows[source.at] = row;
        return on(env);
      };
      if (!candidates(env).some(fits)) env.rows[source.at] = undefined;
    }
  };
}

/** The order of two values of a type: nulls last ascending. */
export const nullsLast =
  (compare: (one: Value, other: Value) => number) =>
  (one: Cell, other: Cell): number => {
    if (one === null || other === null) return (one === null ? 1 : 0) - (other === null ? 1 : 0);
    return compare(one, other);
  };
