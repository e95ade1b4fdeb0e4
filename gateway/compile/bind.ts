import { looksMasked } from '../../plugins/masking/looks-masked.ts';
import { GatewayError } from '../../schema/terms/errors.ts';
import type { BoundAggregate, BoundFetch, BoundPlan, BoundRoot } from '../bound.ts';
import { included } from '../include.ts';
import type { Disclosed, Plan, Root, Said } from '../plan.ts';
import { argumentsOf } from './arguments.ts';
import { bindAggregate } from './bind-aggregate.ts';
import { bindFetch } from './bind-fetch.ts';
import type { Binding, Given } from './binding.ts';
import { namedBy } from './comparisons.ts';
import { sayings, type Sayings } from './said.ts';

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
      const { bound, groups, said: more } = bindRoot(plan, given, said, root);
      roots.push({ root, ...(bound && { bound }), ...(groups && { groups }) });
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
): { readonly bound?: BoundFetch | undefined; readonly groups?: BoundAggregate | undefined; readonly said?: Said } {
  if (!plan.view || !included(root.include, given.variables)) return {};
  const binding: Binding = {
    ...given,
    view: plan.view,
    sayings: said,
    // Rows may be the principal's own: a place among them says nothing to anybody else.
    sealed: [JSON.stringify(plan.view.profile), JSON.stringify(given.bindings), plan.policy, plan.catalogue],
  };
  if (root.root === 'fetch') return { bound: bindFetch(binding, root.fetch) };
  if (root.root === 'aggregate') return { groups: bindAggregate(binding, root.aggregate) };
  if (root.root !== 'node') return {};
  const { id = '' } = argumentsOf(root.definition, root.node, given.variables);
  if (looksMasked(id)) said.echo('mask', 'Query.node');
  const alternative = [...root.alternatives.values()].find((one) => namedBy(one.fetch.view, id));
  if (!alternative) return {};
  return {
    bound: alternative.refusals.length > 0 ? undefined : bindFetch(binding, alternative.fetch),
    said: alternative,
  };
}

/** The rows that an operation could read at most are known before any is read. */
function spend(plan: Plan, roots: readonly BoundRoot[]): void {
  const limit = plan.view?.obligation.rows ?? Number.POSITIVE_INFINITY;
  const rows = roots.reduce(
    (sum, { bound, groups }) => sum + (bound ? atMost(bound, 1) : groups ? most(groups) : 0),
    0,
  );
  if (rows > limit) {
    const text = `the operation could read more than ${limit} rows: ask for smaller pages with \`first\``;
    throw new GatewayError('COST_EXCEEDED', text);
  }
}

/** A group that a store gives out is as dear as a row, told or not. */
const most = ({ keys, most: told, bearable = told }: BoundAggregate): number => (keys.length > 0 ? bearable : 1);

function atMost(bound: BoundFetch, parents: number): number {
  const rows = bound.select ? parents * (bound.page?.size ?? 1) : 0;
  const nested = bound.nested.reduce((sum, one) => sum + (one?.most ?? 0) * rows, 0);
  return rows + nested + bound.children.reduce((sum, child) => sum + (child ? atMost(child, rows) : 0), 0);
}
