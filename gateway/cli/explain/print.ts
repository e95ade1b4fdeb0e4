import type { Value } from '../../../schema/terms/field.ts';
import { inTechnique } from '../matrix-words.ts';
import { entitlementInWords } from '../profiles.ts';
import type { GrantQuota } from '../../views.ts';
import type { ExplainedCase, ExplainedGift, Explanation } from './explanation.ts';
import { noiseLines } from './noise.ts';
import type { Verdict } from './verdict.ts';

/** An explanation for people: a heading, and below it one block for each question that they have. */
export function printExplanation(explanation: Explanation): string {
  const { coordinate, as, purpose, use, cases } = explanation;
  const used = use === 'select' ? '' : `, used for \`${use}\``;
  return [
    `${coordinate} for ${entitlementInWords(as)} under \`${purpose}\`${used}`,
    '',
    ...block('verdict', verdictLines(explanation.verdict)),
    ...block('cases', cases.map(caseLine)),
    ...block('votes', explanation.votes.map(voteLine)),
    ...block('grants', explanation.grants.map(grantLine)),
    ...block('uses', usesLines(explanation)),
    ...block('rows', rowsLines(explanation.entity)),
    ...(explanation.figures ? block('figures', [explanation.figures.join('; ')]) : []),
    ...(explanation.noise ? block('noise', noiseLines(explanation.noise)) : []),
    ...block('example', cases.map(exampleLine)),
    ...(cases.length > 0 ? block('', ['(invented values, under a key made for this example alone)']) : []),
    '',
  ].join('\n');
}

const block = (name: string, lines: readonly string[]): readonly string[] =>
  (lines.length > 0 ? lines : ['none']).map((line, i) => `  ${(i === 0 ? name : '').padEnd(9)}${line}`);

const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

function verdictLines({ disclosure, technique, reason, answer, code, purposes }: Verdict): readonly string[] {
  const said = disclosure === 'conditional' ? 'conditional' : inTechnique(disclosure, technique);
  if (answer === 'answered') return [`${said}: ${reason}`];
  if (answer === 'absent') return [`${said}: ${reason}`, 'absent: it is not in their schema under any purpose'];
  const instead = purposes.length > 0 ? `: it is open under ${quoted(purposes)}` : '';
  return [`${said}: ${reason}`, `refused with ${code}${instead}`];
}

/** A row takes the first case that holds on it. */
function caseLine({ disclosure, technique, domain, rows }: ExplainedCase, at: number): string {
  const recipient = domain === undefined ? '' : `, for the recipient domain \`${domain}\``;
  const where = at > 0 ? (rows.kind === 'all' ? 'every other row' : `other ${rows.words}`) : rows.words;
  return `${inTechnique(disclosure, technique)} on ${where}${recipient}`;
}

function voteLine({ concern, vote, reason, when, else: otherwise }: Explanation['votes'][number]): string {
  const where = when ? ` on ${when.words}, elsewhere ${otherwise ?? 'withheld'}` : '';
  return `${concern}: ${vote}${where}: ${reason}`;
}

function grantLine({ grant, source, disclosure, technique, endsAt }: ExplainedGift): string {
  const given = inTechnique(disclosure, technique);
  const ends = inTechnique(endsAt.disclosure, endsAt.technique);
  const led = ends === given ? '' : `, which its ladder makes ${ends}`;
  return `${grant}: ${source} grants it ${endsAt.disclosure === disclosure ? ends : `${given}${led}`}`;
}

function usesLines({ uses: { filter, order, lookup, quotas } }: Explanation): readonly string[] {
  return [
    filter.length > 0 ? `filter with ${quoted(filter)}` : 'no filter',
    order ? 'order' : 'no order',
    lookup.kind === 'none'
      ? 'no lookup'
      : `lookup by its full value, on ${lookup.words}${quotas.map(quotaInWords).join('')}`,
  ];
}

const quotaInWords = ({ times, per, agreement }: GrantQuota): string =>
  `; ${times} a ${per} for ${agreement === undefined ? 'each caller' : 'all who call under the agreement'}`;

function rowsLines({ name, rows, roots, counted, order }: Explanation['entity']): readonly string[] {
  if (rows.kind === 'none') return [`no \`${name}\` is readable`];
  return [
    `${rows.words} of \`${name}\` is readable`,
    roots.length > 0 ? `entered at ${quoted(roots)}` : 'reached through relations only',
    `\`totalCount\` counts ${counted.words}`,
    ...(order === 'hash' ? ['ordered last by a keyed hash, since its id is not clear'] : []),
  ];
}

const shown = (value: Value | null): string => (typeof value === 'string' ? `"${value}"` : String(value));

const exampleLine = ({ example }: ExplainedCase): string => `${shown(example.in)} → ${shown(example.out)}`;
