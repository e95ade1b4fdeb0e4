import type { Entity } from '../../schema/catalogue/catalogue.ts';
import type { FieldFacts } from '../../schema/terms/field.ts';
import type { Profile } from '../../schema/terms/profile.ts';
import { all, type Restriction } from '../../schema/terms/restriction.ts';
import type { Vote } from '../../schema/terms/verdict.ts';
import type { Concern } from '../contract.ts';
import { own } from '../own.ts';
import { lint } from './lint.ts';
import { type ConsentSection, consentSection } from './policy.ts';
import { consented } from './test.ts';

/** What people agreed to: rows that exist only with their consent, and fields that are withheld without it. */
export const consent: Concern<ConsentSection> = { name: 'consent', section: consentSection, lint, restrict, decide };

/** For a purpose that needs consent, people without it and all that hangs on them do not exist. */
function restrict({ consent: rules }: ConsentSection, { purpose }: Profile, entity: Entity): Restriction {
  const kinds = rules && own(rules.purposes, purpose);
  return rules && kinds && entity.subject ? consented(rules, entity.subject, kinds) : all;
}

function decide({ consent: rules }: ConsentSection, { purpose }: Profile, field: FieldFacts): Vote | undefined {
  const asked =
    rules?.fields.filter((one) => one.field === field.coordinate && (one.purposes?.includes(purpose) ?? true)) ?? [];
  if (!rules || asked.length === 0) return undefined;
  // Two rules for one field are two guards: each of them is met.
  const kinds = [...new Set(asked.flatMap((rule) => rule.kinds))];
  const reason = `it needs the person's consent: ${kinds.map((kind) => `\`${kind}\``).join(' and ')}`;
  if (!field.subject) return { vote: 'withheld', reason };
  return { vote: 'clear', when: consented(rules, field.subject, kinds), else: 'withheld', reason };
}
