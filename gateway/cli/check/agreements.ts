import { endOf } from '../../../plugins/partners/standing.ts';
import type { Finding } from '../../../schema/finding.ts';
import type { UsableConfiguration } from '../../config/load.ts';
import { type AgreementHolder, holdersOf } from '../../matrix/holders.ts';
import { locate } from '../locate.ts';
import { holderInWords } from '../matrix-words.ts';

/** An agreement is spoken of so many days before its end. */
const ahead = 30;
const day = 86_400;

/** What the day says of the agreements: ended, about to end, or due for a review. @param now seconds since 1970 */
export async function agreementFindings(
  { folder, policy }: UsableConfiguration,
  now: number,
): Promise<readonly Finding[]> {
  const agreements = holdersOf(policy).flatMap((holder) => (holder.kind === 'agreement' ? [holder] : []));
  const found = agreements.flatMap((one) => remarksOf(one, now).map((remark) => ({ agreement: one, ...remark })));
  return Promise.all(
    found.map(async ({ agreement, key, message, advice }): Promise<Finding> => {
      const path = ['partners', agreement.partner, 'agreements', agreement.name, key];
      return { severity: 'warning', ...(await locate(folder, 'policy.yaml', path)), path, message, advice };
    }),
  );
}

interface Dated {
  readonly key: 'until' | 'review';
  readonly message: string;
  readonly advice: string;
}

/** A suspended agreement waits for nothing. */
function remarksOf(agreement: AgreementHolder, now: number): readonly Dated[] {
  const { suspended, until, review } = agreement;
  const what = holderInWords(agreement);
  const left = endOf(agreement) - now;
  if (suspended) return [];
  if (left <= 0) {
    return [
      { key: 'until', message: `${what} ended on ${until}`, advice: 'agree anew and say until when, or take it out' },
    ];
  }
  const ends = {
    key: 'until',
    message: `${what} ends on ${until}, ${inDays(left)}`,
    advice: 'agree anew in time, or let it end',
  } as const;
  const due = {
    key: 'review',
    message: `${what} was to be reviewed by ${review}`,
    advice: 'look at it again, and set the next date',
  } as const;
  return [
    ...(left <= ahead * day ? [ends] : []),
    ...(review !== undefined && endOf({ until: review }) <= now ? [due] : []),
  ];
}

function inDays(seconds: number): string {
  const days = Math.floor(seconds / day);
  return days === 0 ? 'today' : days === 1 ? 'in 1 day' : `in ${days} days`;
}
