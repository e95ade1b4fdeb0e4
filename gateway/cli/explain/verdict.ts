import type { Disclosure } from '../../../schema/terms/disclosure.ts';
import type { ErrorCode } from '../../../schema/terms/errors.ts';
import { type Use, usesOfType } from '../../../schema/terms/field.ts';
import type { Entitlement } from '../../../schema/terms/profile.ts';
import type { CountedVote } from '../../../schema/terms/verdict.ts';
import { disclosedOf } from '../../compile/said.ts';
import type { Edition } from '../../edition.ts';
import type { Case, FieldView, View } from '../../views.ts';
import { remaining } from './judged.ts';

/** What comes of it, in one line. */
export interface Verdict {
  /** `conditional` where a row decides. */
  readonly disclosure: Disclosure | 'conditional';
  readonly technique?: string;
  readonly reason: string;
  /** `absent`: not in their schema under any purpose, and answered like a name that never was. */
  readonly answer: 'answered' | 'refused' | 'absent';
  /** The code of the refusal. */
  readonly code?: ErrorCode;
  /** The purposes that would do. */
  readonly purposes: readonly string[];
}

export interface Judged {
  readonly edition: Edition;
  readonly entitlement: Entitlement;
  readonly purpose: string;
  readonly view: FieldView;
  readonly use: Use;
  /** The cases that leave it the use. */
  readonly cases: readonly Case[];
  readonly votes: readonly CountedVote[];
}

export function verdictOf(judged: Judged): Verdict {
  const { edition, entitlement, purpose, view, use, cases } = judged;
  const openUnder = (asked: Use): readonly string[] =>
    edition.purposesWhere(entitlement)((other) => isOpen(edition, other, view, asked));
  const purposes = openUnder(use);
  if (cases.length > 0 && !isEnded(entitlement))
    return { ...disclosedOf({ ...view, cases }), answer: 'answered', purposes };
  const denied = { disclosure: 'denied', reason: whyDenied(judged), purposes } as const;
  if (isEnded(entitlement))
    return { ...denied, reason: ended(entitlement), purposes: [], answer: 'refused', code: 'AGREEMENT_EXPIRED' };
  if (purposes.length === 0) return { ...denied, answer: 'absent' };
  if (!edition.purposesOf(entitlement).includes(purpose)) {
    return { ...denied, answer: 'refused', code: 'PURPOSE_NOT_ALLOWED' };
  }
  const selectable = use !== 'select' && openUnder('select').includes(purpose);
  return { ...denied, answer: 'refused', code: selectable ? 'USE_DENIED' : 'FIELD_DENIED' };
}

/** A partner without an agreement in force is refused whatever it asks, and whatever role comes along. */
const isEnded = ({ partner, agreements = [] }: Entitlement): boolean =>
  partner !== undefined && agreements.length === 0;

const ended = ({ partner }: Entitlement): string => `no agreement with \`${partner}\` is in force`;

function isOpen({ policy }: Edition, other: View, { field }: FieldView, use: Use): boolean {
  const entity = other.entity(field.entity);
  const seen = entity.fields.get(field.name);
  return entity.open && seen !== undefined && remaining(policy, seen, use).length > 0;
}

function whyDenied({ view, use, votes }: Judged): string {
  const { field, gifts } = view;
  if (!usesOfType[field.type].includes(use)) return `a field of type \`${field.type}\` is not used like this`;
  const guard = votes.find(({ vote }) => vote === 'denied');
  if (guard) return guard.reason;
  if (gifts.length === 0) return 'nothing grants it';
  const stricter = votes.find(({ vote }) => vote !== 'clear');
  if (field.name === 'id' && stricter) return `an id is whole, a surrogate or nothing: ${stricter.reason}`;
  if (field.name === 'id' && view.cases.length === 0)
    return 'an id is whole, a surrogate or nothing, and a grant withholds it';
  const [first] = view.cases;
  return first ? `nothing is left of this use behind \`${first.technique}\`` : 'no row that is granted may be read';
}
