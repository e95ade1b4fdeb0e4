import type { Example } from '../../../plugins/masking/explain.ts';
import type { Disclosure } from '../../../schema/terms/disclosure.ts';
import type { Use } from '../../../schema/terms/field.ts';
import { type FilterOperator, filterOperators } from '../../../schema/terms/operators.ts';
import type { Entitlement } from '../../../schema/terms/profile.ts';
import type { Restriction } from '../../../schema/terms/restriction.ts';
import type { CountedGift, CountedVote } from '../../../schema/terms/verdict.ts';
import { figuredFields, figuresOf } from '../../matrix/figures.ts';
import { rootsOf } from '../../matrix/roots.ts';
import type { EntityView, FieldView, GrantQuota } from '../../views.ts';
import type { ThrowawayEdition } from '../throwaway-edition.ts';
import type { Asked } from './asked.ts';
import { type ExplainedNoise, explainedNoise } from './noise.ts';
import { exampleOfCase } from './example.ts';
import { endOf, type LadderEnd, remaining, votesIn } from './judged.ts';
import { rowsInWords } from './rows-in-words.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** Rows, for people and for scripts. */
export type Rows = Restriction & { readonly words: string };

/** Why somebody sees a field as they do: values only. `--json` prints it. */
export interface Explanation {
  readonly coordinate: string;
  readonly use: Use;
  readonly as: Entitlement;
  readonly purpose: string;
  readonly verdict: Verdict;
  /** A row takes the first that holds on it. */
  readonly cases: readonly ExplainedCase[];
  readonly votes: readonly (Omit<CountedVote, 'when'> & { readonly when?: Rows })[];
  readonly grants: readonly ExplainedGift[];
  readonly uses: {
    readonly filter: readonly FilterOperator[];
    readonly order: boolean;
    /** Rows on which one record may be found by the full value. */
    readonly lookup: Rows;
    /** What such lookups are paid out of; any number where there is none. */
    readonly quotas: readonly GrantQuota[];
  };
  readonly entity: {
    readonly name: string;
    readonly rows: Rows;
    /** Where it may be entered; empty where it is reached through relations only. */
    readonly roots: readonly string[];
    readonly counted: Rows;
    readonly order: EntityView['order']['by'];
  };
  /** What bounds the figures that tell of the field, where groups are bound to a least size. */
  readonly figures?: readonly string[];
  /** What may be asked of the entity with noise, and what it costs; absent where figures are exact. */
  readonly noise?: ExplainedNoise;
}

export interface ExplainedCase {
  readonly disclosure: Exclude<Disclosure, 'denied'>;
  readonly technique: string;
  /** The recipient domain of its surrogates, where it makes some. */
  readonly domain?: string;
  readonly rows: Rows;
  /** On an invented value, under a key made for this explanation. */
  readonly example: Example;
}

export interface ExplainedGift extends CountedGift {
  readonly endsAt: LadderEnd;
}

/** Puts together what the concerns said and what came of it. Nothing here reads a store, a key or a clock. */
export function explanationOf({ field, use, entitlement, purpose }: Asked, edition: ThrowawayEdition): Explanation {
  const all = edition.view(entitlement, purpose);
  const view = all.entity(field.entity);
  const statistics = all.statistics(field.entity);
  const noise = explainedNoise(statistics);
  const figures = !noise && figuredFields(statistics).includes(field.name) ? figuresOf(statistics) : [];
  const seen = view.fields.get(field.name);
  if (!seen) throw new Error(`\`${field.coordinate}\` is in no view`);
  const cases = view.open ? remaining(edition.policy, seen, use) : [];
  const votes = votesIn(edition.policy, { ...entitlement, purpose }, seen, use);
  return {
    coordinate: field.coordinate,
    use,
    as: entitlement,
    purpose,
    verdict: verdictOf({ edition, entitlement, purpose, view: seen, use, cases, votes }),
    cases: cases.map((one) => ({
      disclosure: one.disclosure,
      technique: one.technique,
      ...(one.domain !== '' && one.disclosure === 'replaced' && { domain: one.domain }),
      rows: rows(one.when),
      example: exampleOfCase(edition, field, one),
    })),
    votes: votes.map(({ when, ...vote }) => ({ ...vote, ...(when && { when: rows(when) }) })),
    grants: seen.gifts.map((gift) => ({ ...gift, endsAt: endOf(edition.policy, field, gift) })),
    uses: usesOf(view, seen),
    entity: entityOf(view),
    ...(figures.length > 0 && { figures }),
    ...(noise && { noise }),
  };
}

const rows = (restriction: Restriction): Rows => ({ words: rowsInWords(restriction), ...restriction });
const none = rows({ kind: 'none' });

function usesOf({ open }: EntityView, { operators, orderable, lookup, quotas }: FieldView): Explanation['uses'] {
  if (!open) return { filter: [], order: false, lookup: none, quotas: [] };
  const filter = (Object.keys(filterOperators) as FilterOperator[]).filter((operator) => operators.has(operator));
  return { filter, order: orderable, lookup: rows(lookup), quotas: quotas.flat() };
}

function entityOf(view: EntityView): Explanation['entity'] {
  const { entity, open, rows: readable, counted, order } = view;
  return {
    name: entity.name,
    rows: rows(readable),
    roots: rootsOf(view),
    counted: open ? rows(counted) : none,
    order: order.by,
  };
}
