import type { Remark } from '../../../schema/finding.ts';
import { unwise, wrong } from '../../remark.ts';
import type { AnonymizationSection } from '../policy.ts';
import type { NoisePolicy } from './policy.ts';

/** Two rules that speak of one person forbid each other's aggregates: then nothing is answered. */
export const lintMeetings = ({ noise }: AnonymizationSection): readonly Remark[] => {
  const rules = Object.entries(noise);
  return rules.flatMap(([name, rule], at) =>
    rules.slice(0, at).flatMap(([other, before]): readonly Remark[] => {
      const meeting = meet(rule, before);
      if (meeting === 'never') return [];
      const who = meeting === 'always' ? 'somebody' : 'whoever has the roles of both';
      const message = `${who} gets figures by \`${other}\` and by \`${name}\`: each answers only what it has registered itself, so nothing is answered`;
      const said = meeting === 'always' ? wrong : unwise;
      return [said(['noise', name], message, 'name each holder and purpose in one rule')];
    }),
  );
};

type Meeting = 'always' | 'perhaps' | 'never';

function meet(a: NoisePolicy, b: NoisePolicy): Meeting {
  if (!shares(a.purposes, b.purposes)) return 'never';
  const anybody = (rule: NoisePolicy): boolean => !rule.roles && !rule.partners;
  if (anybody(a) || anybody(b)) return 'always';
  const both = (x: readonly string[] = [], y: readonly string[] = []): boolean => x.some((one) => y.includes(one));
  if (both(a.roles, b.roles) || both(a.partners, b.partners)) return 'always';
  // One person may have two roles, or a role and a partner; nobody is of two partners.
  return a.roles || b.roles ? 'perhaps' : 'never';
}

const shares = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  !a || !b || a.some((one) => b.includes(one));
