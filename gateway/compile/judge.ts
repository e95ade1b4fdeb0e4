import type { Grant } from '../../plugins/contract.ts';
import type { Field } from '../../schema/catalogue/catalogue.ts';
import { compareDisclosure, type Disclosure, strictest } from '../../schema/terms/disclosure.ts';
import type { Use } from '../../schema/terms/field.ts';
import type { Profile } from '../../schema/terms/profile.ts';
import { all, intersect, none, type Restriction, restrictionKey, unite } from '../../schema/terms/restriction.ts';
import type { CountedVote, Gift } from '../../schema/terms/verdict.ts';
import type { Case } from '../views.ts';
import type { Led, Rules } from './rules.ts';

/** The verdict on a field in a use: its cases, the most generous first, and everything that was said. */
export interface Judged {
  readonly cases: readonly Case[];
  readonly votes: readonly CountedVote[];
}

/**
 * `verdict = most generous over grants g of strictest(g, v)`, row by row: a case for each technique that some grant can end
 * at, holding on the rows of that grant where the guards allow as much. A row takes the first case that holds on it.
 */
export function judge(rules: Rules, profile: Profile, grants: readonly Grant[], field: Field, use: Use): Judged {
  // A use is never freer than selecting.
  const votes = [
    ...rules.votes(profile, field, 'select'),
    ...(use === 'select' ? [] : rules.votes(profile, field, use)),
  ];
  const levels = guardLevels(field, votes);
  const found = new Map<string, { readonly led: Led; readonly domain: string; when: Restriction }>();
  for (const grant of grants) {
    const rows = grant.rows(field.entity);
    for (const gift of grant.gives(field)) {
      for (const level of levels) {
        const led = capped(rules, field, gift, level.disclosure);
        if (field.name === 'id' && led.disclosure === 'withheld') continue;
        const keyed = led.disclosure === 'reduced' || led.disclosure === 'replaced';
        const domain = keyed ? `${grant.recipient}/${profile.purpose}` : '';
        const key = JSON.stringify([led.call, domain]);
        const when = intersect(rows, level.when);
        const before = found.get(key);
        found.set(key, { led, domain, when: before ? unite(before.when, when) : when });
      }
    }
  }
  const readable = grants.reduce<Restriction>((sum, grant) => unite(sum, grant.rows(field.entity)), none);
  return { cases: settle([...found.values()], readable), votes };
}

interface Level {
  readonly disclosure: Exclude<Disclosure, 'replaced'>;
  /** The rows on which no guard asks for more than this. */
  readonly when: Restriction;
}

/** What the guards together ask for, level by level: at most three, `denied` leaves none. */
function guardLevels(field: Field, votes: readonly CountedVote[]): readonly Level[] {
  // Row tests never vote on an id, and what a guard takes from it closes it: an id is whole or a surrogate.
  const counted = field.name === 'id' ? votes.filter((vote) => !vote.when) : votes;
  const closed =
    field.name === 'id' ? counted.some((v) => v.vote !== 'clear') : counted.some((v) => v.vote === 'denied');
  if (closed) return [];
  return (['clear', 'reduced', 'withheld'] as const)
    .map((disclosure) => ({
      disclosure,
      when: counted.reduce<Restriction>((rows, vote) => intersect(rows, allows(vote, disclosure)), all),
    }))
    .filter((level) => level.when.kind !== 'none');
}

/** The rows on which one guard asks for no more than `level`. */
function allows(vote: CountedVote, level: Disclosure): Restriction {
  if (compareDisclosure(vote.vote, level) > 0) return none;
  // INVARIANT: `else` is at least as strict as `vote`: run time may only tighten what the plan allowed.
  if (!vote.when || compareDisclosure(vote.else ?? 'withheld', level) <= 0) return all;
  return vote.when;
}

function capped(rules: Rules, field: Field, gift: Gift, guards: Disclosure): Led {
  const disclosure = strictest(gift.disclosure, guards) as Gift['disclosure'];
  if (disclosure === gift.disclosure) return rules.lead(field, gift);
  const led = rules.lead(field, { disclosure });
  // A surrogate is given, so only a grant gives it: where a ladder has nothing reduced, a guard's `reduced` withholds.
  return led.disclosure === 'replaced' ? rules.lead(field, { disclosure: 'withheld' }) : led;
}

/** Orders the cases, closes those that hold on every readable row, and drops what can no longer be reached. */
function settle(
  found: readonly { readonly led: Led; readonly domain: string; readonly when: Restriction }[],
  readable: Restriction,
): readonly Case[] {
  const ordered = [...found].sort(
    (a, b) =>
      compareDisclosure(a.led.disclosure, b.led.disclosure) ||
      a.led.position - b.led.position ||
      (a.domain < b.domain ? -1 : a.domain > b.domain ? 1 : 0),
  );
  const cases: Case[] = [];
  let covered: Restriction = none;
  for (const { led, domain, when } of ordered) {
    const before = restrictionKey(covered);
    covered = unite(covered, when);
    if (restrictionKey(covered) === before) continue;
    const whole = covers(when, readable);
    const bound = led.bind(domain);
    const { bind: _, call, position: __, ...facts } = led;
    cases.push({ ...facts, technique: call, domain, when: whole ? all : when, ...(bound && { bound }) });
    if (whole) break;
  }
  return Object.freeze(cases);
}

/** Whether a restriction holds wherever `rows` does, as far as its normal form tells. */
export const covers = (restriction: Restriction, rows: Restriction): boolean =>
  restrictionKey(unite(restriction, rows)) === restrictionKey(restriction);
