import { GatewayError } from '../../schema/terms/errors.ts';
import type { Cell, Value } from '../../schema/terms/field.ts';
import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import type { BoundFetch, BoundPlan, BoundRoot } from '../bound.ts';
import type { Disclosed, Plan, Root, Said, View } from '../plan.ts';
import type { Select } from '../statement.ts';
import type { Query } from '../stores/contract.ts';
import { argumentsOf, type PageLimits } from './arguments.ts';
import { bindFetch } from './bind-fetch.ts';
import { namedBy } from './filters.ts';
import { included } from '../include.ts';
import { sayings, type Sayings } from './said.ts';

/** What binding is given beside the plan. */
export interface Given {
  readonly catalogue: Catalogue;
  readonly variables: Readonly<Record<string, unknown>>;
  /** `principal.id` and the claims that row rules bind. */
  readonly bindings: Readonly<Record<string, Value | undefined>>;
  readonly page: PageLimits;
  readonly purposes: (open: (view: View) => boolean) => readonly string[];
  readonly cursors: Cursors;
  /** Lowers a statement for a store, and remembers it under the plan's place and the shape of the arguments. */
  readonly prepare: Prepare;
}

export interface Cursors {
  readonly seal: (context: readonly string[], place: readonly Cell[]) => string;
  readonly open: (context: readonly string[], cursor: string) => readonly Cell[] | undefined;
}

export interface Prepared {
  readonly query: Query;
  /** Which of the lowered values go where. */
  readonly slots: readonly number[];
}

export type Prepare = (place: object, shape: string, store: string, select: () => Select) => Prepared;

/** What all fetches of one binding share. */
export interface Binding extends Given {
  readonly view: View;
  readonly sayings: Sayings;
  /** What every cursor is sealed to beside its own place. */
  readonly sealed: readonly string[];
}

/**
 * Puts a request's variables into a plan: arguments are coerced, filters and orders judged and lowered, cursors opened.
 * No store is touched. What is refused here is refused like what the document itself asks for.
 */
export function bind(plan: Plan, given: Given): BoundPlan {
  const said = sayings(plan.view?.profile.purpose, given.purposes);
  const errors: GatewayError[] = [];
  const roots: BoundRoot[] = [];
  let chosen: Partial<Said> = {};
  try {
    for (const root of plan.roots) {
      const { bound, said: more } = bindRoot(plan, given, said, root);
      roots.push({ root, ...(bound && { bound }) });
      if (more) chosen = merge(chosen, more);
    }
    spend(plan, roots);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    errors.push(error);
  }
  const more = said.all();
  return Object.freeze({
    plan,
    variables: given.variables,
    roots,
    refusals: [...plan.refusals, ...(chosen.refusals ?? []), ...more.refusals, ...errors],
    report: new Map<string, Disclosed>([...plan.report, ...(chosen.report ?? [])]),
    verdicts: { ...plan.verdicts, ...chosen.verdicts, ...more.verdicts },
  });
}

const merge = (a: Partial<Said>, b: Said): Said => ({
  refusals: [...(a.refusals ?? []), ...b.refusals],
  report: new Map([...(a.report ?? []), ...b.report]),
  verdicts: { ...a.verdicts, ...b.verdicts },
});

function bindRoot(
  plan: Plan,
  given: Given,
  said: Sayings,
  root: Root,
): { readonly bound?: BoundFetch | undefined; readonly said?: Said } {
  if (!plan.view || !included(root.include, given.variables)) return {};
  const binding: Binding = {
    ...given,
    view: plan.view,
    sayings: said,
    sealed: [JSON.stringify(plan.view.profile), plan.policy, plan.catalogue],
  };
  if (root.root === 'fetch') return { bound: bindFetch(binding, root.fetch) };
  if (root.root !== 'node') return {};
  const { id = '' } = argumentsOf(root.definition, root.node, given.variables);
  const alternative = [...root.alternatives.values()].find((one) => namedBy(one.fetch.view, id));
  if (!alternative) return {};
  return { bound: alternative.refusals.length > 0 ? undefined : bindFetch(binding, alternative.fetch), said: alternative };
}

/** The rows that an operation could read at most are known before any is read. */
function spend(plan: Plan, roots: readonly BoundRoot[]): void {
  const limit = plan.view?.obligation.rows ?? Number.POSITIVE_INFINITY;
  const rows = roots.reduce((sum, { bound }) => sum + (bound ? atMost(bound, 1) : 0), 0);
  if (rows > limit) {
    const text = `the operation could read more than ${limit} rows: ask for smaller pages with \`first\``;
    throw new GatewayError('COST_EXCEEDED', text);
  }
}

function atMost(bound: BoundFetch, parents: number): number {
  const rows = bound.select ? parents * (bound.page?.size ?? 1) : 0;
  return rows + bound.children.reduce((sum, child) => sum + (child ? atMost(child, rows) : 0), 0);
}
