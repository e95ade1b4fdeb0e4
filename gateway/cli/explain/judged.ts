import { concerns } from '../../../plugins/index.ts';
import { masking } from '../../../plugins/masking/index.ts';
import { type Resolved, resolve } from '../../../plugins/masking/ladders.ts';
import { survives } from '../../../plugins/masking/uses.ts';
import { sectionOf } from '../../../plugins/policy.ts';
import type { Policy } from '../../../schema/policy.ts';
import type { FieldFacts, Use } from '../../../schema/terms/field.ts';
import type { Profile } from '../../../schema/terms/profile.ts';
import type { CountedVote, Gift } from '../../../schema/terms/verdict.ts';
import type { Case, FieldView } from '../../views.ts';

/** The technique of a gift or a case, as the ladders of the policy lead to it. */
export function resolved(policy: Policy, field: FieldFacts, { disclosure, technique }: Gift): Resolved {
  const asked = disclosure === 'clear' || technique === undefined ? {} : { technique };
  return resolve(sectionOf(policy, masking).ladders, field, { disclosure, ...asked });
}

/** Where a gift ends on its ladder, before any guard has voted. */
export interface LadderEnd {
  readonly disclosure: Gift['disclosure'];
  readonly technique: string;
}

export function endOf(policy: Policy, field: FieldFacts, gift: Gift): LadderEnd {
  const { disclosure, call } = resolved(policy, field, gift);
  return { disclosure, technique: call };
}

/** The cases of a field that leave it this use. */
export function remaining(policy: Policy, view: FieldView, use: Use): readonly Case[] {
  if (use === 'select') return view.cases;
  return (view.casesFor.get(use) ?? []).filter((one) => {
    const { technique, args } = resolved(policy, view.field, one);
    return survives(technique, args, use);
  });
}

/** Every guard's vote: on selecting, and on the use where it has another word on that. */
export function votesIn(policy: Policy, profile: Profile, view: FieldView, use: Use): readonly CountedVote[] {
  if (use === 'select') return view.votes;
  const more = concerns.flatMap((concern): readonly CountedVote[] => {
    const vote = concern.decide?.(sectionOf(policy, concern), profile, view.field, use);
    return vote ? [{ ...vote, concern: concern.name }] : [];
  });
  const said = new Set(view.votes.map((vote) => JSON.stringify(vote)));
  return [...view.votes, ...more.filter((vote) => !said.has(JSON.stringify(vote)))];
}
