import type { ColumnFacts, SampleFacts, Sensitivity, ValueKind } from './facts.ts';
import type { Place } from './match.ts';
import type { Holder } from './rules.ts';
import type { Verdict } from './verdict.ts';

/** What a sample must show before values say what a column is, and what they then say. */
interface ValueRule {
  readonly kind: ValueKind;
  readonly least: number;
  /** How many values must have been looked at, and how many different ones seen. */
  readonly tested: number;
  readonly distinct: number;
  /** Whose the column must be, where values alone do not tell. */
  readonly whose?: readonly Holder[];
  readonly semantic: string;
  readonly category: string;
  readonly sensitive: Sensitivity;
  readonly sure: number;
  readonly say: string;
}

const rules: readonly ValueRule[] = [
  {
    kind: 'national-id',
    least: 0.7,
    tested: 3,
    distinct: 3,
    semantic: 'national-id',
    category: 'identity',
    sensitive: 'high',
    sure: 0.97,
    say: 'have the check digit of an identity number',
  },
  {
    kind: 'email',
    least: 0.7,
    tested: 3,
    distinct: 2,
    whose: ['person', 'about', 'unknown', 'thing'],
    semantic: 'email',
    category: 'contact',
    sensitive: 'medium',
    sure: 0.95,
    say: 'are e-mail addresses',
  },
  {
    kind: 'iban',
    least: 0.8,
    tested: 3,
    distinct: 3,
    semantic: 'bank-account',
    category: 'financial',
    sensitive: 'high',
    sure: 0.95,
    say: 'have the check digits of an IBAN',
  },
  {
    kind: 'bank-card',
    least: 0.9,
    tested: 8,
    distinct: 8,
    semantic: 'bank-card',
    category: 'financial',
    sensitive: 'high',
    sure: 0.85,
    say: 'have the check digit of a card',
  },
  {
    kind: 'phone',
    least: 0.8,
    tested: 5,
    distinct: 4,
    whose: ['person', 'about', 'unknown'],
    semantic: 'phone',
    category: 'contact',
    sensitive: 'medium',
    sure: 0.9,
    say: 'are phone numbers',
  },
  {
    kind: 'ip-address',
    least: 0.9,
    tested: 5,
    distinct: 3,
    whose: ['person', 'about', 'unknown'],
    semantic: 'ip-address',
    category: 'identity',
    sensitive: 'medium',
    sure: 0.85,
    say: 'are addresses of machines',
  },
  {
    kind: 'mac-address',
    least: 0.9,
    tested: 5,
    distinct: 5,
    semantic: 'device-id',
    category: 'identity',
    sensitive: 'medium',
    sure: 0.85,
    say: 'are addresses of network cards',
  },
  {
    kind: 'chinese-name',
    least: 0.85,
    tested: 5,
    distinct: 5,
    whose: ['person', 'about', 'unknown'],
    semantic: 'person-name',
    category: 'identity',
    sensitive: 'medium',
    sure: 0.75,
    say: 'are formed like names of persons',
  },
];

/** A verdict after the values had their say: they can reveal what no word said, and make sure of what one did. */
export function byValues(verdict: Verdict, { sample, refers, key }: ColumnFacts, { holder }: Place): Verdict {
  if (!sample || sample.tested === 0) return verdict;
  const rule = rules.find((one) => shows(one, sample) && (one.whose?.includes(holder) ?? true));
  if (rule?.semantic === verdict.semantic) return surer(verdict, rule, sample);
  if (rule && (!verdict.pii || unexplained(verdict)) && !refers && !key) return revealed(rule, sample);
  return doubted(verdict, sample);
}

/** No word says what it is. */
const unexplained = ({ semantic, sure }: Verdict): boolean => semantic === 'plain' && sure < 0.6;

const shows = ({ kind, least, tested, distinct }: ValueRule, sample: SampleFacts): boolean =>
  (sample.shares[kind] ?? 0) >= least && sample.tested >= tested && sample.distinct >= distinct;

const told = ({ kind, say }: ValueRule, { tested, shares }: SampleFacts): string =>
  `values: ${Math.round((shares[kind] ?? 0) * 100)} % of ${tested} ${say}`;

const surer = (verdict: Verdict, rule: ValueRule, sample: SampleFacts): Verdict => ({
  ...verdict,
  sure: Math.min(0.99, Math.max(verdict.sure, rule.sure) + 0.02),
  evidence: [...verdict.evidence, told(rule, sample)],
});

const revealed = (rule: ValueRule, sample: SampleFacts): Verdict => ({
  pii: true,
  category: rule.category,
  sensitive: rule.sensitive,
  semantic: rule.semantic,
  sure: rule.sure,
  evidence: [told(rule, sample)],
});

/** The kinds of values that a semantic type should show. */
const expected: Readonly<Record<string, readonly ValueKind[]>> = {
  email: ['email'],
  'ip-address': ['ip-address'],
};

/** Values that are not what the words promise: it stays what it is, and somebody looks. */
function doubted(verdict: Verdict, { tested, shares }: SampleFacts): Verdict {
  const kinds = expected[verdict.semantic];
  if (!kinds || tested < 5 || kinds.some((kind) => (shares[kind] ?? 0) > 0.2)) return verdict;
  return {
    ...verdict,
    sure: Math.min(verdict.sure, 0.6),
    evidence: [...verdict.evidence, 'values: do not look like it'],
  };
}
