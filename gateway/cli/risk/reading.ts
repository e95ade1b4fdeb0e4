import { getOperationAST, parse } from 'graphql';
import { GatewayError } from '../../../schema/terms/errors.ts';
import { all } from '../../../schema/terms/restriction.ts';
import { bind } from '../../compile/bind.ts';
import type { Edition } from '../../edition.ts';
import { calling } from '../../execute/call.ts';
import { cellOf, fetch as fetchRows } from '../../execute/fetch.ts';
import { type Enforced, enforce } from '../../execute/enforce.ts';
import type { Fetch, Plan } from '../../plan.ts';
import type { EntityView } from '../../views.ts';
import type { Store } from '../../stores/contract.ts';
import type { Viewer } from './asked.ts';
import type { Showing } from './shown.ts';

export interface Reading {
  /** How many rows the view reads. */
  readonly count: () => Promise<number>;
  /** All of them, page by page, or so many chosen by chance. */
  readonly pages: (most?: number) => AsyncGenerator<Enforced, void>;
}

interface Means {
  readonly edition: Edition;
  readonly stores: ReadonlyMap<string, Store>;
  readonly random: (bytes: number) => Uint8Array;
  /** Seconds since 1970. */
  readonly now: number;
}

/**
 * Reads what a view shows by the very path that answers it: the same plan, the same statements, the same masks. Only the
 * order of rows is another one, since nobody is shown it: by the raw key where all are read, by a hash under a salt of
 * its own where some are.
 * @throws GatewayError where the view does not have it
 */
export function readingOf(means: Means, viewer: Viewer, showing: Showing): Reading {
  const plan = planOf(means, viewer, showing);
  const [root] = plan.roots;
  if (plan.refusals[0] || root?.root !== 'fetch')
    throw plan.refusals[0] ?? new GatewayError('FIELD_DENIED', 'nothing of it may be entered');
  const { fetch } = root;
  const size = pageSize(means.edition, plan, showing);
  const run = async (changed: Fetch, after?: string): Promise<Enforced> => {
    const block = await read(
      means,
      viewer,
      { ...plan, roots: [{ ...root, fetch: changed }] },
      {
        first: size,
        ...(after !== undefined && { after }),
      },
    );
    return enforce(block);
  };
  const counting = { ...fetch, view: { ...fetch.view, counted: all }, wantsCount: true, wantsRows: false } as const;
  return {
    count: async () => (await run({ ...counting, children: [] })).block.counts[0] ?? 0,
    pages: async function* (most = Number.POSITIVE_INFINITY) {
      const salt = Buffer.from(means.random(32)).toString('hex');
      const order: EntityView['order'] = Number.isFinite(most) ? { by: 'hash', salt } : { by: 'raw' };
      const ordered: Fetch = { ...fetch, view: { ...fetch.view, order }, wantsCursors: true };
      let after: string | undefined;
      for (let left = most; left > 0; ) {
        const page = await run(ordered, after);
        const kept = page.kept.slice(0, left);
        yield { ...page, kept };
        left -= kept.length;
        if (!page.block.more[0]) return;
        after = placeOf(page);
      }
    },
  };
}

function planOf({ edition, now }: Means, { entitlement, purpose }: Viewer, showing: Showing): Plan {
  const source = documentOf(showing);
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('the document has one operation');
  return edition.plan({ entitlement, purpose, document, source, operation }, now);
}

function documentOf({ view, shown, one }: Showing): string {
  const own = shown.filter(({ by }) => by === undefined).map((each) => each.view.field.name);
  const hops = one.flatMap((hop) => {
    const fields = shown.filter(({ by }) => by === hop.name).map((each) => each.view.field.name);
    return fields.length > 0 ? [`${hop.name} { ${fields.join(' ')} }`] : [];
  });
  const nodes = [...own, ...hops].join(' ') || '__typename';
  return `query ($first: Int, $after: String) { ${view.entity.roots.many}(first: $first, after: $after) { nodes { ${nodes} } } }`;
}

/** As large as the policy's limits let a page be, with what each row refers to. */
function pageSize({ limits }: Edition, { view }: Plan, { one }: Showing): number {
  const rows = view?.obligation.rows ?? limits.page.max;
  return Math.max(1, Math.min(limits.page.max, Math.floor(rows / (1 + one.length))));
}

async function read(
  { edition, stores }: Means,
  { entitlement }: Viewer,
  plan: Plan,
  variables: Readonly<Record<string, unknown>>,
) {
  const bound = bind(plan, {
    catalogue: edition.catalogue,
    variables,
    bindings: {},
    page: edition.limits.page,
    purposes: edition.purposesWhere(entitlement),
    // A place never leaves this process.
    cursors: { seal: (_, place) => JSON.stringify(place), open: (_, place) => JSON.parse(place) },
    nests: () => false,
    prepare: edition.prepare,
  });
  if (bound.refusals[0]) throw bound.refusals[0];
  const { call, race } = calling(edition.limits, undefined);
  const [block] = await race(fetchRows(stores, bound, call));
  if (!block || 'aggregate' in block) throw new Error('an operation without conditions reads its root');
  const fault = block.fault ?? block.children.find((child) => child?.fault)?.fault;
  if (fault) throw fault;
  return block;
}

/** Where the last row of a page stands. */
function placeOf({ block }: Enforced): string {
  const { page } = block.bound;
  const last = block.groups[0]?.at(-1);
  if (!page || last === undefined) throw new Error('a page with more behind it has a last row');
  return page.seal([cellOf(block, last, page.orderAt)]);
}
